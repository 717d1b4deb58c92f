import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import type { MessageId } from "./types.ts";

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
}
