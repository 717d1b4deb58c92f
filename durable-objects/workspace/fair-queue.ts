/** Ends the turn of the event loop, so that waiting calls can run. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Spreads one caller's reads over several turns of the event loop, one read for each turn, so that other callers who come
 * later are served in between.
 */
export class FairQueue {
	readonly #ends = new Map<string, Promise<void>>();

	/** Runs at once when the caller has no other read in this turn, else one turn after their previous read. */
	async run<T>(caller: string, read: () => Promise<T>): Promise<T> {
		const answer = (this.#ends.get(caller) ?? Promise.resolve()).then(read);
		const end = answer.then(nextTurn, nextTurn);
		this.#ends.set(caller, end);
		void end.then(() => this.#ends.get(caller) === end && this.#ends.delete(caller));
		return await answer;
	}
}
