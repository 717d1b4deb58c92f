import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import type { Sidebar as Arrangement, UpdateSidebar, WorkspaceId } from "./types.ts";

/** How the caller has arranged the sidebar of a workspace. */
export class Sidebar {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	get(workspace_id: WorkspaceId): Promise<Arrangement> {
		return this.#client.request("GET /api/workspaces/{workspace_id}/sidebar", { path: { workspace_id } });
	}

	/** Changes one thing: the sidebar of another device stays as it is otherwise. */
	update(
		workspace_id: WorkspaceId,
		change: UpdateSidebar,
	): Promise<Answer<"PATCH /api/workspaces/{workspace_id}/sidebar">> {
		return this.#client.request("PATCH /api/workspaces/{workspace_id}/sidebar", {
			path: { workspace_id },
			body: change,
		});
	}
}
