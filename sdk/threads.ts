import type { Client } from "./client.ts";
import type { Answer } from "./routes.ts";
import type { CreateMessage, MessageId, OpenThread, Thread } from "./types.ts";

export class Threads {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** The thread that a message belongs to, with a window on its replies: the earliest by default. */
	get(message_id: MessageId, window: OpenThread = {}): Promise<Thread> {
		const path = { message_id };
		return this.#client.request("GET /api/messages/{message_id}/thread", { path, query: window });
	}

	/** Replies to a root message. With a `nonce` it is idempotent; a repeat's answer has no `events`. */
	reply(
		message_id: MessageId,
		message: CreateMessage,
	): Promise<Answer<"POST /api/messages/{message_id}/thread/replies">> {
		const path = { message_id };
		return this.#client.request("POST /api/messages/{message_id}/thread/replies", { path, body: message });
	}
}
