import type { Client } from "./client.ts";
import { type ConversationId, isDirect } from "./conversations.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	CreateScheduledMessage,
	ListScheduledMessages,
	ScheduledMessage,
	ScheduledMessageId,
	ScheduledMessagePage,
	UpdateScheduledMessage,
	WorkspaceId,
} from "./types.ts";

/** Messages of the caller that the server sends later. */
export class ScheduledMessages {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Those that could not be sent first, then by time. */
	list(workspace_id: WorkspaceId, query: ListScheduledMessages = {}): Pages<ScheduledMessagePage, ScheduledMessage> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/workspaces/{workspace_id}/scheduled", { path: { workspace_id }, query }),
			items: (page) => page.scheduled,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}

	/** With a `nonce` it is idempotent: a repeat's answer has no `event`. */
	add(id: ConversationId, body: CreateScheduledMessage): Promise<Answer<"POST /api/channels/{channel_id}/scheduled">> {
		if (!isDirect(id))
			return this.#client.request("POST /api/channels/{channel_id}/scheduled", { path: { channel_id: id }, body });
		const path = { direct_conversation_id: id };
		return this.#client.request("POST /api/dms/{direct_conversation_id}/scheduled", { path, body });
	}

	update(
		scheduled_id: ScheduledMessageId,
		body: UpdateScheduledMessage,
	): Promise<Answer<"PATCH /api/scheduled/{scheduled_id}">> {
		return this.#client.request("PATCH /api/scheduled/{scheduled_id}", { path: { scheduled_id }, body });
	}

	/** May be repeated; without an `event` it is not scheduled any more: it was cancelled before, or sent. */
	cancel(scheduled_id: ScheduledMessageId): Promise<Answer<"DELETE /api/scheduled/{scheduled_id}">> {
		return this.#client.request("DELETE /api/scheduled/{scheduled_id}", { path: { scheduled_id } });
	}

	/** Sends it now; not found when that was done before: `messages.byNonce` tells. */
	send(scheduled_id: ScheduledMessageId): Promise<Answer<"POST /api/scheduled/{scheduled_id}/send">> {
		return this.#client.request("POST /api/scheduled/{scheduled_id}/send", { path: { scheduled_id } });
	}
}
