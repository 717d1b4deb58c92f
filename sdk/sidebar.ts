import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import { newSectionId } from "./section-id.ts";
import type { SectionId, Sidebar as Arrangement, UpdateSidebar, WorkspaceId } from "./types.ts";

type Change = Answer<"PATCH /api/workspaces/{workspace_id}/sidebar">;

/** How the caller has arranged the sidebar of a workspace. */
export class Sidebar {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	get(workspace_id: WorkspaceId): Promise<Arrangement> {
		return this.#client.request("GET /api/workspaces/{workspace_id}/sidebar", { path: { workspace_id } });
	}

	/** Makes a section of the caller's own. */
	async createSection(workspace_id: WorkspaceId, name: string): Promise<Change & { key: SectionId }> {
		const key = newSectionId();
		return { ...(await this.update(workspace_id, { put: { key, name } })), key };
	}

	/** Changes one thing: the sidebar of another device stays as it is otherwise. */
	update(workspace_id: WorkspaceId, change: UpdateSidebar): Promise<Change> {
		return this.#client.request("PATCH /api/workspaces/{workspace_id}/sidebar", {
			path: { workspace_id },
			body: change,
		});
	}
}
