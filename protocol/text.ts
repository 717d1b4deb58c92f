import * as z from "zod";
import { trim, trimBody } from "./grammar/trim.ts";
import { isVisible, visible } from "./grammar/visible.ts";
import { isTimeZone } from "./time-zones.ts";

export { trim };

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

const isHeavier = (text: string, bytes: number): boolean => text.length > bytes || utf8Length(text) > bytes;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Counts what people see as one: `é` in two parts, a family of emoji. */
const seenIn = (text: string): number => [...graphemes.segment(text)].length;

/** SQLite and JSON parsers truncate at NUL and fail on lone surrogates, so neither is accepted. */
const isClean = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

const given = (schema: z.ZodString, min: number, missing = "must not be empty") =>
	schema
		.refine(isClean, "must be valid UTF-8 and must not contain NUL")
		.refine((value) => codePoints(value.slice(0, 2 * min)) >= min, missing);

export const trimmed = z.string().overwrite(trim);

/** The refusal of a required field that is absent. Without a text the usual one. */
export const orMissing = (missing?: string) => ({
	error: ({ input }: z.core.$ZodRawIssue) => (input === undefined ? missing : undefined),
});

const bounded = (schema: z.ZodString, min: number, max: number, missing?: string) =>
	given(schema, min, missing)
		.refine((value) => !isLonger(value, max), `is too long (at most ${max} characters)`)
		.meta({ minLength: min, maxLength: max });

/** Text from people: trimmed, well-formed, without NUL, `min` to `max` code points. `missing` is said of none, too. */
export const text = (min: number, max: number, missing?: string) =>
	bounded(z.string(orMissing(missing)).overwrite(trim), min, max, missing);

/** Control characters except tabs and line breaks, line separators, and direction overrides (Trojan Source). */
const unfit = String.raw`[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]`;
const hasUnfit = new RegExp(unfit, "u");

/** Up to `max` code points, with the blanks around them. */
export const asTyped = (max: number) => bounded(z.string(), 0, max);

/** A message of 1 to `max` code points, of which one can be seen. @param missing what to say of one that is empty */
export const visibleText = (max: number, missing: string) =>
	bounded(z.string(orMissing(missing)).overwrite(trimBody), 1, max, missing)
		.refine((value) => isVisible(value), missing)
		.meta({ pattern: visible });

/** The same, or none at all: "". */
export const visibleTextOrNone = (max: number, invisible: string) =>
	bounded(z.string(orMissing(invisible)).overwrite(trimBody), 0, max)
		.refine((value) => value === "" || isVisible(value), invisible)
		.meta({ pattern: `^$|${visible}` });

/** The same rule as a pattern for the document. @param start the pattern's beginning */
export const visiblePattern = (start: string, end = ""): string =>
	String.raw`${start}(?![\s\S]*${unfit})(?:[\s\S]*${visible}${end})`;

/** Tabs and line breaks become spaces. */
const onOneLine = (value: string): string => trim(value.replaceAll(/[\t\r\n]+/g, " "));

/** As many bytes as `max` code points may have, and for names some more: 80 families of emoji have 2,000. */
const bytesFor = (max: number): number => 4 * max + (max === max_name ? 2_000 : 0);
const max_name = 80;

/** A one-line text with at least one visible character, such as a title. `max` counts what people see. */
export const line = (min: number, max: number) =>
	given(z.string().overwrite(onOneLine), min)
		.refine((value) => !isHeavier(value, bytesFor(max)), {
			error: `is too long (at most ${bytesFor(max).toLocaleString("en")} bytes)`,
			abort: true,
		})
		.refine((value) => !isLonger(value, max) || seenIn(value) <= max, `is too long (at most ${max} characters)`)
		.refine((value) => !hasUnfit.test(value), "must not contain control characters or direction overrides")
		.refine((value) => value === "" || isVisible(value), "must have something in it that can be seen")
		// JSON Schema counts code points; what people see as one character has no word there
		.meta({
			minLength: min,
			maxLength: bytesFor(max),
			"x-max-graphemes": max,
			pattern: visiblePattern("^", min === 0 ? "|$" : ""),
		});

/** As much from the beginning of a text as a `line` of `max` holds. */
export function cut(text: string, max: number): string {
	let [seen, bytes] = [0, 0];
	for (const { segment, index } of graphemes.segment(text)) {
		bytes += utf8Length(segment);
		if (++seen > max || bytes > bytesFor(max)) return text.slice(0, index);
	}
	return text;
}

/** The first `max` code points of a text, fewer where that would be inside of what people see as one character. */
export function beginningOf(text: string, max: number): string {
	if (!isLonger(text, max)) return text;
	const first = Array.from(text.slice(0, 2 * max))
		.slice(0, max)
		.join("");
	const whole = graphemes.segment(text.slice(0, first.length + 2)).containing(first.length)?.index;
	// a character that is longer than all that is wanted is cut after all
	return (first.slice(0, whole) || first).trimEnd();
}

/** An address of a page or picture. */
export const webAddress = (max: number) =>
	z
		.url({ protocol: /^https?$/, error: "must be an http or https address" })
		.max(max, `is too long (at most ${max} characters)`);

/** "" for none. */
export const WebAddress = z.union([z.literal(""), webAddress(500)]);

/** A name such as `Europe/Berlin`, or an offset. */
export const timeZone = (zone = z.string()) =>
	zone.max(64).refine(isTimeZone, "must be a time zone such as Europe/Berlin or +02:00");

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

/** How far ahead something can be planned, in days. */
export const max_days_ahead = 366;

/** A time that has yet to come, as the workspace sees when it gets it. */
export const LaterTime = GivenTime.meta({
	format: "date-time",
	description: `Later than now, at most ${max_days_ahead} days`,
});

const whole = z
	.string()
	.regex(/^-?\d{1,16}$/, "must be a whole number")
	.transform(Number);

/** A whole number in a query. */
export const numberIn = (min: number, max: number) =>
	whole
		.pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
		.meta({ type: "integer", minimum: min, maximum: max });

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
