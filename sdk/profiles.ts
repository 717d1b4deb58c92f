import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import type { UpdateMemberProfile, WorkspaceId } from "./types.ts";

/** What the caller tells of themselves in a workspace besides name and picture: `profile` of a member. */
export class Profiles {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Only the given fields change; "" and an empty list take one away. */
	update(
		workspace_id: WorkspaceId,
		body: UpdateMemberProfile,
	): Promise<Answer<"PATCH /api/workspaces/{workspace_id}/profile">> {
		return this.#client.request("PATCH /api/workspaces/{workspace_id}/profile", { path: { workspace_id }, body });
	}
}
