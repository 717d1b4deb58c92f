/** The longest message, in code points; the browser tests see to it that it is what the server takes. */
export const max_length = 40_000;

/** How many characters are left for a text; below zero it is too long to be sent. */
export function room(text: string): number {
	// Every code point has at least one unit, so nothing has to be counted in a text of the usual length.
	if (text.length < max_length - warn_at) return max_length - text.length;
	return max_length - [...text.trim()].length;
}

/** The room that is left when it begins to matter. */
export const warn_at = 1_000;
