/** A turn waits for half a millisecond for each command of the one before it, at most for this long. */
const max_gathering_ms = 4;

/**
 * Lets commands that arrive close together run in one turn of the event loop: SQLite then commits them together, and a
 * commit costs more than what is in it. Each is a transaction of its own all the same.
 */
export class Turns {
	#waiting: (() => void)[] | undefined;

	/** Resolves at once when nothing else runs, else with all the others that wait, in the order of asking. */
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
