import type { SearchQuery } from "./query.ts";
import { matchesIn } from "./snippet.ts";
import { tokenize } from "./tokenizer.ts";

/** The assumed average length of a message, in UTF-16 units. */
const usual_length = 200;
/** How much of a message's beginning is ranked, in UTF-16 units: ranking blocks the object. */
const max_length = 8_192;

function count(body: string, query: SearchQuery): number {
	let found = 0;
	for (const word of tokenize(body)) for (const _ of matchesIn(body, word, query)) found++;
	return found;
}

/**
 * How well a body matches, 0 to 1: BM25's formula, computed from the body alone. SQLite's own rank uses word counts from
 * channels that the caller does not see, and would reveal them.
 */
export function relevance(body: string, query: SearchQuery): number {
	const beginning = body.slice(0, max_length);
	const found = count(beginning, query);
	return found / (found + 1.2 * (0.25 + (0.75 * beginning.length) / usual_length));
}
