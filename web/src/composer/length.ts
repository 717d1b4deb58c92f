import { trimBody } from "@clickclack/sdk/grammar";

/** The longest message, in code points; the browser tests check that the server accepts as much. */
export const max_length = 40_000;

/** How many characters are left for a text; below zero it is too long to be sent. */
export function room(text: string): number {
	// Every code point has at least one unit, so nothing has to be counted in a text of the usual length.
	if (text.length < max_length - warn_at) return max_length - text.length;
	return max_length - [...trimBody(text)].length;
}

/** From here on the room that is left is shown. */
export const warn_at = 1_000;
