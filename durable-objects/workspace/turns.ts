/**
 * Lets commands that arrive close together run in one turn of the event loop: SQLite then commits them together, and a
 * commit costs more than what is in it. Each is a transaction of its own all the same.
 */
export class Turns {
	#waiting: (() => void)[] | undefined;

	/** Resolves at once when nothing else runs, else with all the others that wait, in the order of asking. */
	async next(): Promise<void> {
		if (this.#waiting) return new Promise((resolve) => this.#waiting!.push(resolve));
		this.#begin();
	}

	#begin(): void {
		this.#waiting = [];
		setTimeout(() => this.#end(), 0);
	}

	#end(): void {
		const waiting = this.#waiting!;
		this.#waiting = undefined;
		if (waiting.length > 0) this.#begin();
		for (const go of waiting) go();
	}
}
