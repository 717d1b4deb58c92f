import { drafts } from "./drafts.svelte.ts";

/** What goes with the texts that are being written, by timeline: a draft beside theirs, which outlives the page and is in all tabs. */
export class Beside<T> {
	readonly #kind: string;

	constructor(kind: string) {
		this.#kind = kind;
	}

	#key(timeline: string): string {
		return `${this.#kind}:${timeline}`;
	}

	of(timeline: string): T | undefined {
		const draft = drafts.get(this.#key(timeline));
		return draft === undefined ? undefined : (JSON.parse(draft) as T);
	}

	put(timeline: string, it: T): void {
		drafts.set(this.#key(timeline), JSON.stringify(it));
	}

	/** @returns whether there was one */
	drop(timeline: string): boolean {
		const key = this.#key(timeline);
		const isThere = drafts.has(key);
		drafts.delete(key);
		return isThere;
	}

	/** To send it with, where there is no text. */
	nonce(timeline: string): string | undefined {
		return drafts.nonce(this.#key(timeline));
	}
}
