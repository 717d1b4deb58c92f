import type { Client } from "./client.ts";
import { type ConversationId, isDirect } from "./conversations.ts";
import { download } from "./download.ts";
import { pages, type Pages } from "./pages.ts";
import { sendFile } from "./send-file.ts";
import type { Answer } from "./routes.ts";
import type {
	ListUploads,
	ListedUpload,
	MessageId,
	SendUpload,
	Upload,
	UploadId,
	UploadPage,
	WorkspaceId,
} from "./types.ts";

/** Files. They are sent first, and then a message with their ids: `messages.create(id, { upload_ids })`. */
export class Uploads {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/**
	 * Stores a file, however long that takes. It is not sent again by itself: with the same nonce that is harmless.
	 * @param file a `File`, or a `Blob` with a `filename`
	 * @throws {RequestError} the server refused; {ConnectionError} no answer
	 */
	async send(workspace_id: WorkspaceId, file: Blob, { filename, signal, ...about }: SendUpload = {}): Promise<Upload> {
		const asked = { query: { ...about, workspace_id }, signal };
		return (await sendFile(this.#client, "POST /api/uploads", asked, file, filename)).upload;
	}

	/** Mine that was stored with this nonce; `conflict` while it is on its way. */
	async byNonce(workspace_id: WorkspaceId, nonce: string): Promise<Upload> {
		const query = { workspace_id, nonce };
		return (await this.#client.request("GET /api/uploads/by-nonce", { query })).upload;
	}

	/** Its bytes, as they arrive. */
	download(upload_id: UploadId, signal?: AbortSignal): Promise<ReadableStream<Uint8Array>> {
		return download(this.#client, "GET /api/uploads/{upload_id}", { path: { upload_id }, ...(signal && { signal }) });
	}

	/** Also off its message, which it may not leave empty. */
	delete(upload_id: UploadId): Promise<Answer<"DELETE /api/uploads/{upload_id}">> {
		return this.#client.request("DELETE /api/uploads/{upload_id}", { path: { upload_id } });
	}

	/** To a message of mine that was sent before; may be repeated. */
	async attach(message_id: MessageId, upload_id: UploadId): Promise<void> {
		const path = { message_id };
		await this.#client.request("POST /api/messages/{message_id}/attachments", { path, body: { upload_id } });
	}

	/** The files of a channel or a direct conversation, newest first. */
	list(id: ConversationId, query: ListUploads = {}): Pages<UploadPage, ListedUpload> {
		return pages({
			first: query,
			read: (query) => this.#read(id, query),
			items: (page) => page.uploads,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	#read(id: ConversationId, query: ListUploads): Promise<UploadPage> {
		if (!isDirect(id))
			return this.#client.request("GET /api/channels/{channel_id}/uploads", { path: { channel_id: id }, query });
		const path = { direct_conversation_id: id };
		return this.#client.request("GET /api/dms/{direct_conversation_id}/uploads", { path, query });
	}
}
