import type { Client } from "./client.ts";
import { type ConversationId, isDirect } from "./conversations.ts";
import type { MarkAllRead, MarkedAllRead, ReadPosition, Receipt, ThreadPosition, WorkspaceId } from "./types.ts";

export class Reads {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Moves the caller's read position in a channel or a direct conversation forward, at most to its end. */
	mark(id: ConversationId, seq: number): Promise<Receipt> {
		return this.#move(id, "read", seq);
	}

	/** Marks the message at this seq, and what others have written after it, as unread. */
	markUnread(id: ConversationId, seq: number): Promise<Receipt> {
		return this.#move(id, "unread", seq);
	}

	async #move(id: ConversationId, to: "read" | "unread", seq: number): Promise<Receipt> {
		const body = { seq };
		const { receipt } = await (isDirect(id)
			? this.#client.request(`POST /api/dms/{direct_conversation_id}/${to}`, {
					path: { direct_conversation_id: id },
					body,
				})
			: this.#client.request(`POST /api/channels/{channel_id}/${to}`, { path: { channel_id: id }, body }));
		return receipt;
	}

	/**
	 * Marks everything as read that counts as unread, or all threads that the caller follows: up to 500 conversations and
	 * 500 threads. `setAll` takes it back.
	 */
	markAll(workspace_id: WorkspaceId, body: MarkAllRead = {}): Promise<MarkedAllRead> {
		return this.#client.request("POST /api/workspaces/{workspace_id}/read", { path: { workspace_id }, body });
	}

	/** Sets positions in several conversations, up to 500, and as many followed threads, forward or back. */
	async setAll(
		workspace_id: WorkspaceId,
		positions: ReadPosition[],
		threads: ThreadPosition[] = [],
	): Promise<Receipt[]> {
		const { receipts } = await this.#client.request("POST /api/workspaces/{workspace_id}/read-positions", {
			path: { workspace_id },
			body: { positions, threads },
		});
		return receipts;
	}
}
