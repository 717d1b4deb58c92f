import type { Client } from "./client.ts";
import { type ConversationId, isDirect } from "./conversations.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type { ListPins, Message, MessageId, PinPage } from "./types.ts";

/** Pinned messages of channels and direct conversations. */
export class Pins {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** The messages, the one pinned last first; `pins` of each page says who pinned all of them. */
	list(id: ConversationId, query: ListPins = {}): Pages<PinPage, Message> {
		return pages({
			first: query,
			read: (query) => this.#read(id, query),
			items: (page) => page.messages,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	#read(id: ConversationId, query: ListPins): Promise<PinPage> {
		if (!isDirect(id))
			return this.#client.request("GET /api/channels/{channel_id}/pins", { path: { channel_id: id }, query });
		const path = { direct_conversation_id: id };
		return this.#client.request("GET /api/dms/{direct_conversation_id}/pins", { path, query });
	}

	/** Pins a root or a reply for everybody; `conflict` when it is pinned, or a hundred others are. */
	add(id: ConversationId, message_id: MessageId): Promise<Answer<"POST /api/channels/{channel_id}/pins">> {
		const body = { message_id };
		if (!isDirect(id))
			return this.#client.request("POST /api/channels/{channel_id}/pins", { path: { channel_id: id }, body });
		const path = { direct_conversation_id: id };
		return this.#client.request("POST /api/dms/{direct_conversation_id}/pins", { path, body });
	}

	/** `not_found` when it is not pinned. */
	remove(
		id: ConversationId,
		message_id: MessageId,
	): Promise<Answer<"DELETE /api/channels/{channel_id}/pins/{message_id}">> {
		if (!isDirect(id)) {
			const path = { channel_id: id, message_id };
			return this.#client.request("DELETE /api/channels/{channel_id}/pins/{message_id}", { path });
		}
		const path = { direct_conversation_id: id, message_id };
		return this.#client.request("DELETE /api/dms/{direct_conversation_id}/pins/{message_id}", { path });
	}
}
