/** One act of a form or a button that may fail: whether it is under way, and how it ended. */
export class Attempt {
	busy = $state(false);
	failure = $state("");
	hasSucceeded = $state(false);

	/** Does it, unless it is being done already. Answers whether it went well. */
	async run(work: () => Promise<unknown>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.failure = "";
		this.hasSucceeded = false;
		try {
			await work();
			this.hasSucceeded = true;
		} catch (error) {
			this.failure = sentence(error);
		} finally {
			this.busy = false;
		}
		return this.hasSucceeded;
	}
}

/** An error's words, begun and ended like a sentence. */
export function sentence(error: unknown): string {
	const words = error instanceof Error && error.message ? error.message : "something went wrong, please try again";
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}
