import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	DirectConversation,
	DirectConversationId,
	DirectPage,
	ListDirects,
	NotificationPreference,
	UserId,
	WorkspaceId,
} from "./types.ts";

/** Direct conversations. Their messages are in `messages`, their read positions in `reads`. */
export class Directs {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Those in the caller's list; the newest activity comes first. */
	list(workspace_id: WorkspaceId, query: ListDirects = {}): Pages<DirectPage, DirectConversation> {
		return pages({
			first: { workspace_id, ...query },
			read: (query) => this.#client.request("GET /api/dms", { query }),
			items: (page) => page.conversations,
			next: ({ next_cursor: cursor }) => (cursor === undefined ? undefined : { workspace_id, ...query, cursor }),
		});
	}

	/** Opens the conversation of the caller with these people: the one that they have, or a new one. Idempotent. */
	create(workspace_id: WorkspaceId, member_ids: UserId[]): Promise<Answer<"POST /api/dms">> {
		return this.#client.request("POST /api/dms", { body: { workspace_id, member_ids } });
	}

	/** Also a hidden one. */
	async get(direct_conversation_id: DirectConversationId): Promise<DirectConversation> {
		const path = { direct_conversation_id };
		return (await this.#client.request("GET /api/dms/{direct_conversation_id}", { path })).conversation;
	}

	/** Hides it from the caller alone, until somebody writes in it. Idempotent. */
	async close(direct_conversation_id: DirectConversationId): Promise<void> {
		await this.#client.request("DELETE /api/dms/{direct_conversation_id}", { path: { direct_conversation_id } });
	}

	async getNotificationPreference(direct_conversation_id: DirectConversationId): Promise<NotificationPreference> {
		const path = { direct_conversation_id };
		const route = "GET /api/dms/{direct_conversation_id}/notification-settings";
		return (await this.#client.request(route, { path })).preference;
	}

	/** What the conversation notifies the caller of. */
	async updateNotificationPreference(
		direct_conversation_id: DirectConversationId,
		preference: NotificationPreference,
	): Promise<NotificationPreference> {
		const request = { path: { direct_conversation_id }, body: { preference } };
		const route = "PATCH /api/dms/{direct_conversation_id}/notification-settings";
		return (await this.#client.request(route, request)).preference;
	}

	/** Puts it back in the caller's list. Idempotent. */
	open(direct_conversation_id: DirectConversationId): Promise<Answer<"POST /api/dms/{direct_conversation_id}/open">> {
		const path = { direct_conversation_id };
		return this.#client.request("POST /api/dms/{direct_conversation_id}/open", { path });
	}
}
