import { z } from "zod";

/** Length as people count it: code points, not UTF-16 units. */
export const codePoints = (text: string): number => [...text].length;

/** SQLite and JSON peers truncate at NUL and choke on lone surrogates, so neither ever gets in. */
const isClean = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

/** Text from people: trimmed, well-formed, without NUL, `min` to `max` code points. */
export function text(min: number, max: number, missing = "must not be empty") {
	return z
		.string()
		.trim()
		.refine(isClean, "must be valid UTF-8 and must not contain NUL")
		.refine((value) => codePoints(value) >= min, missing)
		.refine((value) => codePoints(value) <= max, `is too long (at most ${max} characters)`)
		.meta({ minLength: min, maxLength: max });
}

/** Times on the wire: RFC 3339, UTC. */
export const Time = z.string().meta({ format: "date-time", examples: ["2026-05-08T12:00:00.000Z"] });

const whole = z
	.string()
	.regex(/^-?\d{1,16}$/, "must be a whole number")
	.transform(Number);

/** A query parameter that counts: 1 to `max`, `fallback` when absent. */
export function limit(fallback: number, max: number) {
	return whole
		.pipe(z.number().min(1, "must be at least 1").max(max, `must be at most ${max}`))
		.optional()
		.default(fallback)
		.meta({ type: "integer", minimum: 1, maximum: max, default: fallback });
}

/** A sequence number in a query: 0 or more. */
export const Seq = whole
	.pipe(z.number().min(0, "must be non-negative").max(Number.MAX_SAFE_INTEGER, "is too large"))
	.meta({ type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
