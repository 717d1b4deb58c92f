import type { Client } from "./client.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type { ListVotes, MessageId, PeoplePage, UserId } from "./types.ts";

/** Polls are created with their message: `messages.create(id, { body: question, poll })`. */
export class Polls {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Chooses these options, by number, in place of what the caller chose before; none takes the vote back. */
	vote(message_id: MessageId, choices: number[]): Promise<Answer<"POST /api/messages/{message_id}/poll/vote">> {
		return this.#client.request("POST /api/messages/{message_id}/poll/vote", {
			path: { message_id },
			body: { choices },
		});
	}

	/** For good; by its author or moderators. */
	close(message_id: MessageId): Promise<Answer<"POST /api/messages/{message_id}/poll/close">> {
		return this.#client.request("POST /api/messages/{message_id}/poll/close", { path: { message_id } });
	}

	/** Who chose an option. */
	votes(message_id: MessageId, query: ListVotes): Pages<PeoplePage, UserId> {
		return pages({
			first: query,
			read: (query) =>
				this.#client.request("GET /api/messages/{message_id}/poll/votes", { path: { message_id }, query }),
			items: (page) => page.user_ids,
			next: (page) => (page.has_more ? { ...query, cursor: page.next_cursor } : undefined),
		});
	}
}
