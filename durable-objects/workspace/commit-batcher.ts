/** A turn gathers for half as many milliseconds as commands waited for the one before it, at most for so many. */
const max_gathering_ms = 4;

/**
 * Lets commands that arrive close together run in one turn of the event loop: SQLite then commits them together, and a
 * commit costs more than what is in it. Each is a transaction of its own all the same.
 */
export class CommitBatcher {
	#waiting: (() => void)[] | undefined;

	/** Resolves at once when no turn is being gathered, else with all the others that wait, in the order of asking. */
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
