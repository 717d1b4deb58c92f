/**
 * Whoever asks for much at once waits in a line of their own, one question for each turn of the event loop: so others,
 * who come later, are answered in between.
 */
export class Lines {
	readonly #ends = new Map<string, Promise<void>>();

	/** Resolves at once when nothing of the same line was asked in this turn, else a turn after what was asked before. */
	async next(line: string): Promise<void> {
		const before = this.#ends.get(line);
		const end = (before ?? Promise.resolve()).then(() => new Promise<void>((resolve) => setTimeout(resolve, 0)));
		this.#ends.set(line, end);
		void end.then(() => this.#ends.get(line) === end && this.#ends.delete(line));
		await before;
	}
}
