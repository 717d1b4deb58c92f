/** Everybody else has a turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Whoever asks for much at once waits in a line of their own, one question for each turn of the event loop: so others,
 * who come later, are answered in between.
 */
export class FairQueue {
	readonly #ends = new Map<string, Promise<void>>();

	/** Asks at once when nothing of the same line was asked in this turn, else a turn after the one before was answered. */
	async ask<T>(line: string, question: () => Promise<T>): Promise<T> {
		const answer = (this.#ends.get(line) ?? Promise.resolve()).then(question);
		const end = answer.then(nextTurn, nextTurn);
		this.#ends.set(line, end);
		void end.then(() => this.#ends.get(line) === end && this.#ends.delete(line));
		return await answer;
	}
}
