import type { SearchQuery } from "./query.ts";
import { matchesIn } from "./snippet.ts";
import { tokenize } from "./tokenizer.ts";

/** Of a message, in UTF-16 units. */
const usual_length = 200;
/** So many UTF-16 units of a message are looked at, its beginning: who ranks keeps everybody else waiting. */
const max_length = 8_192;

function count(body: string, asked: SearchQuery): number {
	let found = 0;
	for (const word of tokenize(body)) for (const _ of matchesIn(body, word, asked)) found++;
	return found;
}

/**
 * How much of a body is what was asked for, 0 to 1: the form of BM25, but from the body alone. SQLite's own rank knows
 * how often words are said in channels that the caller does not see, and would tell.
 */
export function relevance(body: string, asked: SearchQuery): number {
	const beginning = body.slice(0, max_length);
	const found = count(beginning, asked);
	return found / (found + 1.2 * (0.25 + (0.75 * beginning.length) / usual_length));
}
