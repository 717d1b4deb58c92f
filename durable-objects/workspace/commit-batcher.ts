/** A batch waits half as many milliseconds as commands were in the one before it, at most this many. */
const max_gathering_ms = 4;

/**
 * Lets commands that arrive close together run in one turn of the event loop, so that SQLite commits them together: the
 * commit costs more than what is in it. Each command is still a transaction of its own.
 */
export class CommitBatcher {
	#waiting: (() => void)[] | undefined;

	/** Resolves at once when no batch is being collected, else together with the batch, in the order of arrival. */
	async next(): Promise<void> {
		if (this.#waiting) return new Promise((resolve) => this.#waiting!.push(resolve));
		this.#begin(0);
	}

	#begin(before: number): void {
		this.#waiting = [];
		setTimeout(() => this.#end(), Math.min(Math.floor(before / 2), max_gathering_ms));
	}

	#end(): void {
		const waiting = this.#waiting!;
		this.#waiting = undefined;
		if (waiting.length > 0) this.#begin(waiting.length);
		for (const go of waiting) go();
	}
}
