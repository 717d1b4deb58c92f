import { matches } from "./excerpt.ts";
import type { Word } from "./words.ts";

/** Of a message, in UTF-16 units. */
const usual_length = 200;

/**
 * How much of a body is what was asked for, 0 to 1: the form of BM25, but from the body alone. SQLite's own rank knows
 * how often words are said in channels that the caller does not see, and would tell.
 */
export function relevance(body: string, asked: Word[]): number {
	const count = matches(body, asked).length;
	return count / (count + 1.2 * (0.25 + (0.75 * body.length) / usual_length));
}
