import type { DurableEvent, Message, ServerEvent } from "@clickclack/sdk";

type Written = Extract<DurableEvent, { type: "message.created" | "thread.reply_created" }>;

export const isWritten = (event: ServerEvent): event is Written =>
	event.type === "message.created" || event.type === "thread.reply_created";

/** Tells of each message and reply that is written from now on; what was written before the page was opened is no news. */
export class News {
	/** the cursor after which everything is told as it happens; while that is not known, one after all others */
	liveAfter = "~";
	readonly #listeners = new Set<(message: Message) => void>();
	/** Those of which that is not known yet. */
	#held: Written[] | undefined;
	/** the cursor after which everything is new */
	#since = "";

	/** @returns what ends it */
	listen(listener: (message: Message) => void): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	/** What comes now may have been written before: it is told of when `begin` has said what is new. */
	hold(): void {
		this.#held = [];
	}

	/** What comes after this cursor is new. */
	begin(cursor: string): void {
		this.liveAfter = cursor;
		const held = this.#held;
		// after a later interruption what was missed is news
		if (!held) return;
		this.#held = undefined;
		this.#since = cursor;
		for (const event of held) this.tell(event);
	}

	tell(event: Written): void {
		if (this.#held) return void this.#held.push(event);
		if (event.cursor <= this.#since) return;
		for (const listener of this.#listeners) listener(event.payload.message);
	}
}
