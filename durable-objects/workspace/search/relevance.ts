import { isExact, matchesIn } from "./matches.ts";
import type { Phrase, SearchQuery } from "./query.ts";
import { tokenize } from "./tokenizer.ts";

/** The assumed average length of a message, in UTF-16 units. */
const usual_length = 200;
/** How much of a message's beginning is ranked, in UTF-16 units: ranking blocks the object. */
export const max_ranked_length = 8_192;

/**
 * How well the beginning of a text matches: BM25's formula, 0 to 1, computed from the text alone; and 1 more for
 * each phrase that stands there as it was asked for. SQLite's own rank uses word counts from channels that the caller does not see, and
 * would reveal them.
 */
export function relevance(text: string, query: SearchQuery): number {
	const beginning = text.slice(0, max_ranked_length);
	const exact = new Set<Phrase>();
	let found = 0;
	for (const match of matchesIn(tokenize(beginning), query)) {
		found++;
		if (!exact.has(match.phrase) && isExact(beginning, match)) exact.add(match.phrase);
	}
	const score = found / (found + 1.2 * (0.25 + (0.75 * beginning.length) / usual_length));
	return exact.size + score;
}
