import type { Client } from "./client.ts";
import type { Attention, UpdateAttention, WorkspaceId } from "./types.ts";

/** The caller's keywords, and when nothing notifies them. */
export class AttentionSettings {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	async get(workspace_id: WorkspaceId): Promise<Attention> {
		const path = { workspace_id };
		return (await this.#client.request("GET /api/workspaces/{workspace_id}/attention", { path })).attention;
	}

	/** Only the given fields change. */
	async update(workspace_id: WorkspaceId, change: UpdateAttention): Promise<Attention> {
		const request = { path: { workspace_id }, body: change };
		return (await this.#client.request("PATCH /api/workspaces/{workspace_id}/attention", request)).attention;
	}
}
