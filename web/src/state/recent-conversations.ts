import { release, type ConversationId, type Projection } from "@clickclack/sdk";

/** So many conversations are kept loaded, those that were opened last. */
const kept = 20;

/** Lets go of conversations that nobody opened for long: of their timelines, and of those that I am not in altogether. */
export class RecentConversations {
	readonly #projection: Projection;
	readonly #opened = new Set<ConversationId>();

	constructor(projection: Projection) {
		this.#projection = projection;
	}

	/** The one that was opened last at the end. */
	get ids(): ConversationId[] {
		return [...this.#opened];
	}

	noteOpened(id: ConversationId): void {
		this.#opened.delete(id);
		this.#opened.add(id);
		for (const old of [...this.#opened].slice(0, -kept)) {
			this.#opened.delete(old);
			release(this.#projection, old);
		}
	}
}
