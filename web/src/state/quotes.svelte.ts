import { drafts } from "./drafts.svelte.ts";
import type { Quote } from "./quote.ts";

const draftKey = (timeline: string): string => `quote-in:${timeline}`;

/** What the texts that are being written quote, by timeline: a draft beside theirs, which outlives the page and is in all tabs. */
class Quotes {
	of(timeline: string): Quote | undefined {
		const draft = drafts.get(draftKey(timeline));
		return draft === undefined ? undefined : (JSON.parse(draft) as Quote);
	}

	put(timeline: string, quote: Quote): void {
		drafts.set(draftKey(timeline), JSON.stringify(quote));
	}

	/** @returns whether there was one */
	drop(timeline: string): boolean {
		const key = draftKey(timeline);
		const isThere = drafts.has(key);
		drafts.delete(key);
		return isThere;
	}
}

export const quotes = new Quotes();
