import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import type { SetStatus, WorkspaceId } from "./types.ts";

/** What the caller says of themselves in a workspace, for a while: `status` of a member. */
export class Statuses {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** In place of the one before. */
	set(workspace_id: WorkspaceId, body: SetStatus): Promise<Answer<"PUT /api/workspaces/{workspace_id}/status">> {
		return this.#client.request("PUT /api/workspaces/{workspace_id}/status", { path: { workspace_id }, body });
	}

	clear(workspace_id: WorkspaceId): Promise<Answer<"DELETE /api/workspaces/{workspace_id}/status">> {
		return this.#client.request("DELETE /api/workspaces/{workspace_id}/status", { path: { workspace_id } });
	}
}
