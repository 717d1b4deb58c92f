import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import type { CustomEmoji, UploadId, WorkspaceId } from "./types.ts";
import { Uploads } from "./uploads.ts";

/** The workspace's own emoji: who is in it writes them as `:name:`, and reacts with that. */
export class CustomEmojis {
	readonly #client: Client;
	readonly #uploads: Uploads;
	constructor(client: Client) {
		this.#client = client;
		this.#uploads = new Uploads(client);
	}

	/** All, by name. */
	async list(workspace_id: WorkspaceId): Promise<CustomEmoji[]> {
		return (await this.#client.request("GET /api/workspaces/{workspace_id}/emoji", { path: { workspace_id } }))
			.custom_emoji;
	}

	/**
	 * Of a picture, or of one that is uploaded already. A picture of a name that is refused is not kept.
	 * @param picture a PNG, JPEG, GIF or WebP of at most 256 KiB and 512 pixels a side
	 */
	async create(
		workspace_id: WorkspaceId,
		name: string,
		picture: Blob | UploadId,
	): Promise<Answer<"POST /api/workspaces/{workspace_id}/emoji">> {
		const isKept = typeof picture === "string";
		const upload_id = isKept ? picture : (await this.#uploads.send(workspace_id, picture, { filename: name })).id;
		try {
			const body = { name, upload_id };
			return await this.#client.request("POST /api/workspaces/{workspace_id}/emoji", { path: { workspace_id }, body });
		} catch (error) {
			if (!isKept) await this.#uploads.delete(upload_id).catch(() => {});
			throw error;
		}
	}

	/** Its author and moderators may. Where it was used, its name is shown from then on. */
	delete(
		workspace_id: WorkspaceId,
		name: string,
	): Promise<Answer<"DELETE /api/workspaces/{workspace_id}/emoji/{name}">> {
		return this.#client.request("DELETE /api/workspaces/{workspace_id}/emoji/{name}", { path: { workspace_id, name } });
	}
}
