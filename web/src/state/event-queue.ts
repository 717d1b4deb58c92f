import type { ServerEvent } from "@clickclack/sdk";

/** A page that nobody sees draws no frames. */
const unseen_ms = 250;

/** Hands on what arrived once in each frame that the page draws: many events then cost as much as one. */
export class EventQueue {
	readonly #apply: (events: ServerEvent[]) => void;
	#waiting: ServerEvent[] = [];
	#frame: number | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(apply: (events: ServerEvent[]) => void) {
		this.#apply = apply;
	}

	add(events: ServerEvent[]): void {
		this.#waiting.push(...events);
		this.#frame ??= requestAnimationFrame(() => this.flush());
		this.#timer ??= setTimeout(() => this.flush(), unseen_ms);
	}

	/** Now, without waiting for the frame. */
	flush(): void {
		if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
		clearTimeout(this.#timer);
		this.#frame = this.#timer = undefined;
		const events = this.#waiting;
		this.#waiting = [];
		if (events.length > 0) this.#apply(events);
	}
}
