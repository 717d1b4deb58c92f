import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type { ListReactions, MessageId, PeoplePage, UserId } from "./types.ts";

export class Reactions {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Adds a reaction; idempotent, and the `event` of a repeat is empty. */
	add(message_id: MessageId, emoji: string): Promise<Answer<"POST /api/messages/{message_id}/reactions">> {
		return this.#client.request("POST /api/messages/{message_id}/reactions", { path: { message_id }, body: { emoji } });
	}

	/** Removes the caller's reaction; idempotent. */
	remove(message_id: MessageId, emoji: string): Promise<Answer<"DELETE /api/messages/{message_id}/reactions/{emoji}">> {
		return this.#client.request("DELETE /api/messages/{message_id}/reactions/{emoji}", { path: { message_id, emoji } });
	}

	/** Who reacted with an emoji: all of them, where a message names the first twenty. */
	list(message_id: MessageId, query: ListReactions): Pages<PeoplePage, UserId> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/messages/{message_id}/reactions", { path: { message_id }, query }),
			items: (page) => page.user_ids,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}
}
