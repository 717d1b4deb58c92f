import { z } from "zod";

/** Length in code points, not in UTF-16 units. */
export const codePoints = (text: string): number => [...text].length;

/** In bytes. */
export function utf8Length(text: string): number {
	let bytes = 0;
	for (const character of text) {
		const code = character.codePointAt(0)!;
		bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	}
	return bytes;
}

/** Does not count a very long text to its end. */
export const isLonger = (text: string, max: number): boolean => text.length > 2 * max || codePoints(text) > max;

/** The longest input of `withoutMarks`, in UTF-16 units; names and words are shorter. Some letters become many: `ﷺ` is eighteen. */
const max_plain = 1_024;

/** More marks than any letter has; putting thousands of them into order takes quadratic time. */
const needless_marks = /(?<=\p{M}{4})\p{M}+/gu;
/**
 * Accents, Arabic and Hebrew points. Marks of other scripts, such as the vowels of Hindi and Thai, are letters to readers;
 * so are those of `й`, `ї`, `ў`, `ѓ`, `ќ`, `が` and `ぱ`.
 */
const accents =
	/(?!(?<=[иіуИІУ])[\u0306\u0308]|(?<=[гкГК])\u0301|[\u3099\u309a])[[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}]&&\p{M}]/gv;

/** `É` → `E`, `한`, `й` and `हिन्दी` stay; a long text is cut. */
export const withoutMarks = (text: string): string =>
	text.slice(0, max_plain).replace(needless_marks, "").normalize("NFKD").replace(accents, "").normalize("NFC");

/** SQLite and JSON parsers truncate at NUL and fail on lone surrogates, so neither is accepted. */
const isClean = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

const bounded = (schema: z.ZodString, min: number, max: number, missing = "must not be empty") =>
	schema
		.refine(isClean, "must be valid UTF-8 and must not contain NUL")
		.refine((value) => codePoints(value.slice(0, 2 * min)) >= min, missing)
		.refine((value) => !isLonger(value, max), `is too long (at most ${max} characters)`)
		.meta({ minLength: min, maxLength: max });

const spaces = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * Trims what Unicode calls white space, as existing servers of this contract do. JavaScript's `trim` also removes U+FEFF,
 * and not U+0085. A regular expression would scan each inner run of spaces again and again.
 */
export function trim(text: string): string {
	let [start, end] = [0, text.length];
	while (start < end && spaces.test(text[start]!)) start++;
	while (end > start && spaces.test(text[end - 1]!)) end--;
	return text.slice(start, end);
}

export const trimmed = z.string().overwrite(trim);

/** The refusal of a required field that is absent. Without a text the usual one. */
export const orMissing = (missing?: string) => ({
	error: ({ input }: z.core.$ZodRawIssue) => (input === undefined ? missing : undefined),
});

/** Text from people: trimmed, well-formed, without NUL, `min` to `max` code points. `missing` is said of none, too. */
export const text = (min: number, max: number, missing?: string) =>
	bounded(z.string(orMissing(missing)).overwrite(trim), min, max, missing);

/** Control characters except tabs and line breaks, line separators, and direction overrides (Trojan Source). */
const unfit = String.raw`[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]`;
/** Visible: no spaces, controls, joiners or fillers; U+2800 is an empty Braille cell, U+1D159 an empty note head. */
const visible = String.raw`[^\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]`;
const [hasUnfit, hasVisible] = [new RegExp(unfit, "u"), new RegExp(visible, "u")];

/** A text of 1 to `max` code points, of which one can be seen. @param missing what to say of one that is empty */
export const visibleText = (max: number, missing: string) =>
	text(1, max, missing)
		.refine((value) => hasVisible.test(value), missing)
		.meta({ pattern: visible });

/** The same rule as a pattern for the document. @param start the pattern's beginning */
export const visiblePattern = (start: string, end = ""): string =>
	String.raw`${start}(?![\s\S]*${unfit})(?:[\s\S]*${visible}${end})`;

/** A one-line text with at least one visible character, such as a name. Tabs and line breaks become spaces. */
export const line = (min: number, max: number) =>
	bounded(
		z.string().overwrite((value) => trim(value.replaceAll(/[\t\r\n]+/g, " "))),
		min,
		max,
	)
		.refine((value) => !hasUnfit.test(value), "must not contain control characters or direction overrides")
		.refine((value) => value === "" || hasVisible.test(value), "must have something in it that can be seen")
		.meta({ pattern: visiblePattern("^", min === 0 ? "|$" : "") });

/** An address of a page or picture; "" for none. */
export const WebAddress = z.union([
	z.literal(""),
	z.url({ protocol: /^https?$/, error: "must be an http or https address" }).max(500),
]);

/** Times on the wire: RFC 3339, UTC. */
export const Time = z.string().meta({ format: "date-time", examples: ["2026-05-08T12:00:00.000Z"] });

/**
 * A time from a client, with any offset, in the form of our own times. They are compared as texts, so its year has four
 * digits in UTC too: `9999-12-31T23:59:59-23:00` would become `+010000-…`, before every other time.
 */
export const GivenTime = z.iso
	.datetime({ offset: true, error: "must be a time such as 2026-01-31T12:00:00Z" })
	.transform((time) => new Date(time).toISOString())
	.refine((time) => /^\d{4}-/.test(time), "must be in the years 0000 to 9999 in UTC");

const whole = z
	.string()
	.regex(/^-?\d{1,16}$/, "must be a whole number")
	.transform(Number);

/** A limit in a query: 1 to `max`, `fallback` when absent. */
export function limit(fallback: number, max: number) {
	return whole
		.pipe(z.number().min(1, "must be at least 1").max(max, `must be at most ${max}`))
		.optional()
		.default(fallback)
		.meta({ type: "integer", minimum: 1, maximum: max, default: fallback });
}

/** Like `limit`, but for existing clients anything out of range, or not a number, means `fallback`. */
export const lenientLimit = (fallback: number, max: number) =>
	z.coerce
		.number()
		.int()
		.catch(fallback)
		.transform((limit) => (limit < 1 || limit > max ? fallback : limit))
		.default(fallback)
		.meta({ type: "integer", description: `1 to ${max}; anything else means ${fallback}` });

/** A sequence number in a query: 0 or more. */
export const Seq = whole
	.pipe(z.number().min(0, "must be non-negative").max(Number.MAX_SAFE_INTEGER, "is too large"))
	.meta({ type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
