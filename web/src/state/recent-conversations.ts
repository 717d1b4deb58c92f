import { conversationOf, type ConversationId, type Projection } from "@clickclack/sdk";

/** Timelines are kept of so many conversations, those that were opened last. */
const kept = 20;

/** Lets go of the timelines of conversations that nobody opened for long, their threads' too. */
export class RecentConversations {
	readonly #timelines: Projection["timelines"];
	readonly #opened = new Set<ConversationId>();

	constructor(timelines: Projection["timelines"]) {
		this.#timelines = timelines;
	}

	noteOpened(id: ConversationId): void {
		this.#opened.delete(id);
		this.#opened.add(id);
		for (const old of [...this.#opened].slice(0, -kept)) {
			this.#opened.delete(old);
			for (const [key, { messages }] of this.#timelines)
				if (key === old || (messages[0] && conversationOf(messages[0]) === old)) this.#timelines.delete(key);
		}
	}
}
