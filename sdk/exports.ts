import type { Client } from "./client.ts";
import { download } from "./download.ts";
import type { ExportList, ExportWorkspace, WorkspaceId } from "./types.ts";

/** A whole workspace as a file, for its owner; and who has made one, for every member. */
export class Exports {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Everything as a zip, or messages, people or channels as JSON or CSV, as it arrives. A file that is cut off ends with an error. */
	download(
		workspace_id: WorkspaceId,
		query: ExportWorkspace = {},
		signal?: AbortSignal,
	): Promise<ReadableStream<Uint8Array>> {
		const input = { path: { workspace_id }, query, ...(signal && { signal }) };
		return download(this.#client, "GET /api/workspaces/{workspace_id}/export", input);
	}

	/** The newest first. */
	list(workspace_id: WorkspaceId): Promise<ExportList> {
		return this.#client.request("GET /api/workspaces/{workspace_id}/exports", { path: { workspace_id } });
	}
}
