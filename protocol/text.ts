import { z } from "zod";

/** Length as people count it: code points, not UTF-16 units. */
export const codePoints = (text: string): number => [...text].length;

/** SQLite and JSON peers truncate at NUL and choke on lone surrogates, so neither ever gets in. */
const isClean = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

/** Text from people: trimmed, well-formed, without NUL, `min` to `max` code points. */
export function text(min: number, max: number) {
	return z
		.string()
		.trim()
		.refine(isClean, "must be valid UTF-8 and must not contain NUL")
		.refine((value) => codePoints(value) >= min, min === 1 ? "must not be empty" : `needs at least ${min} characters`)
		.refine((value) => codePoints(value) <= max, `is too long (at most ${max} characters)`)
		.meta({ minLength: min, maxLength: max });
}

/** Times on the wire: RFC 3339, UTC. */
export const Time = z.string().meta({ format: "date-time", examples: ["2026-05-08T12:00:00.000Z"] });

/** A query parameter that counts: 1 to `max`, `fallback` when absent. */
export function limit(fallback: number, max: number) {
	return z.coerce
		.number("must be a number")
		.int()
		.min(1)
		.max(max, `at most ${max}`)
		.default(fallback)
		.meta({ type: "integer", minimum: 1, maximum: max });
}

/** A sequence number in a query: 0 or more. */
export const Seq = z.coerce
	.number("must be a number")
	.int()
	.min(0, "seq must be non-negative")
	.max(Number.MAX_SAFE_INTEGER)
	.meta({ type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
