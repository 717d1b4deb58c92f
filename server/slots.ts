interface Line {
	busy: number;
	waiting: (() => void)[];
}

/** Limits how many run at once for each name; others wait, up to a maximum. */
export class Slots {
	readonly #lines = new Map<string, Line>();
	readonly #most: number;
	readonly #most_waiting: number;

	constructor(most: number, most_waiting: number) {
		this.#most = most;
		this.#most_waiting = most_waiting;
	}

	/**
	 * Each `go` must be followed by one `leave`.
	 * @returns false when too many wait already: then `go` is never called
	 */
	enter(name: string, go: () => void): boolean {
		const line = this.#lines.get(name) ?? { busy: 0, waiting: [] };
		this.#lines.set(name, line);
		if (line.busy >= this.#most && line.waiting.length >= this.#most_waiting) return false;
		if (line.busy >= this.#most) line.waiting.push(go);
		else {
			line.busy++;
			go();
		}
		return true;
	}

	leave(name: string): void {
		const line = this.#lines.get(name)!;
		const next = line.waiting.shift();
		if (next) return next();
		line.busy--;
		if (line.busy === 0) this.#lines.delete(name);
	}
}
