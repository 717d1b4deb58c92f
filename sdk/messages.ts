import type { Client } from "./client.ts";
import { type ConversationId, isDirect } from "./conversations.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	CreateMessage,
	EditMessage,
	ListMessages,
	Message,
	MessageId,
	MessagePage,
	MessageVersions,
	WorkspaceId,
} from "./types.ts";

export class Messages {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/**
	 * A window on a channel or a direct conversation, by default its newest messages. Iterating continues to older pages, or to newer ones with
	 * `after_seq`; either way each page is oldest first.
	 */
	list(id: ConversationId, window: ListMessages = {}): Pages<MessagePage, Message> {
		const { limit, after_seq, topic_id } = window;
		return pages({
			first: window,
			read: (query) => this.#read(id, query),
			items: (page) => page.messages,
			next: ({ has_newer, has_older, newest_seq, oldest_seq }) => {
				if (after_seq !== undefined) return has_newer ? { limit, topic_id, after_seq: newest_seq } : undefined;
				return has_older ? { limit, topic_id, before_seq: oldest_seq } : undefined;
			},
		});
	}

	#read(id: ConversationId, query: ListMessages): Promise<MessagePage> {
		if (!isDirect(id))
			return this.#client.request("GET /api/channels/{channel_id}/messages", { path: { channel_id: id }, query });
		const path = { direct_conversation_id: id };
		return this.#client.request("GET /api/dms/{direct_conversation_id}/messages", { path, query });
	}

	/** Sends a message to a channel or a direct conversation. With a `nonce` it is idempotent, and the client retries it; a repeat's answer has no `event`. */
	create(id: ConversationId, body: CreateMessage): Promise<Answer<"POST /api/channels/{channel_id}/messages">> {
		if (!isDirect(id))
			return this.#client.request("POST /api/channels/{channel_id}/messages", { path: { channel_id: id }, body });
		const path = { direct_conversation_id: id };
		return this.#client.request("POST /api/dms/{direct_conversation_id}/messages", { path, body });
	}

	async get(message_id: MessageId): Promise<Message> {
		return (await this.#client.request("GET /api/messages/{message_id}", { path: { message_id } })).message;
	}

	/** What it said before it was edited, oldest first, and what it says now. */
	versions(message_id: MessageId): Promise<MessageVersions> {
		return this.#client.request("GET /api/messages/{message_id}/versions", { path: { message_id } });
	}

	/** A root with its `route_id`, for links. */
	async route(message_id: MessageId): Promise<Message> {
		return (await this.#client.request("POST /api/messages/{message_id}/route", { path: { message_id } })).message;
	}

	/** The caller's message with this nonce; `not_found` without one. */
	async byNonce(workspace_id: WorkspaceId, nonce: string): Promise<Message> {
		return (await this.#client.request("GET /api/messages/by-nonce", { query: { workspace_id, nonce } })).message;
	}

	edit(message_id: MessageId, change: EditMessage): Promise<Answer<"PATCH /api/messages/{message_id}">> {
		return this.#client.request("PATCH /api/messages/{message_id}", { path: { message_id }, body: change });
	}

	/** Leaves a tombstone; idempotent. */
	delete(message_id: MessageId): Promise<Answer<"DELETE /api/messages/{message_id}">> {
		return this.#client.request("DELETE /api/messages/{message_id}", { path: { message_id } });
	}
}
