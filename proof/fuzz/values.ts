import fc, { type Arbitrary } from "fast-check";
import { type Schema, isWhole, schemaOf } from "../operations.ts";
import type { Pool } from "./pool.ts";
import { searches, strings } from "./strings.ts";

/** One of several, as often as its weight says. */
export const weighted = <T>(...all: [weight: number, of: Arbitrary<T>][]): Arbitrary<T> =>
	fc.oneof(...all.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Something that exists when it is sent. */
type Picked = (pool: Pool) => string;
/** A value of a request before it is sent. */
export type Value = string | number | boolean | null | Picked | Value[] | { [field: string]: Value };

export const pick = (kind: string): Arbitrary<Value> =>
	fc.nat(199).map(
		(nth): Picked =>
			(pool) =>
				pool.get(kind, nth),
	);

/** Fields whose values are not made up freely, and what is picked for them. */
const alike = ["email", "cursor", "nonce", "emoji", "handle", "slug"].map((name) => [name, name] as const);
const picked: Record<string, string> = Object.fromEntries([...alike, ["after_cursor", "cursor"], ["token", "mgt"]]);

const isClean = (text: string): boolean => text.isWellFormed() && !text.includes("\0") && text === text.trim();
const graphemes = new Intl.Segmenter();
/** Lengths are counted in code points, and those of names also as people count. */
function allowed(schema: Schema): (text: string) => boolean {
	const { minLength = 0, maxLength = 200, "x-max-graphemes": most = Infinity, pattern = "" } = schema;
	const has = new RegExp(pattern, "u");
	return (text) => {
		if (text.length > 2 * maxLength || !isClean(text)) return false;
		const { length } = [...text];
		const isFit = length >= minLength && length <= maxLength && has.test(text);
		return isFit && (length <= most || [...graphemes.segment(text)].length <= most);
	};
}

/** Characters: all but NUL and surrogates, which no text may hold. */
const characters = weighted(
	[3, fc.integer({ min: 1, max: 0x2ff })],
	[1, fc.integer({ min: 0x300, max: 0xd7ff })],
	[1, fc.integer({ min: 0xe000, max: 0x10ffff })],
).map((code) => String.fromCodePoint(code));

const max = new Date("9999-12-31");

/** Text as people write it, and as they do not: nothing that the schema forbids. */
function text(schema: Schema): Arbitrary<string> {
	const { minLength = 0, maxLength = 200, "x-max-graphemes": most = maxLength, pattern = "", format } = schema;
	const has = new RegExp(pattern, "u");
	if (format === "email") return fc.emailAddress({ size: "small" }).filter((email) => has.test(email));
	if (isWhole(pattern)) return fc.stringMatching(new RegExp(pattern));
	if (format === "uri") return fc.webUrl();
	if (format === "date-time")
		return fc.date({ noInvalidDate: true, min: new Date(0), max }).map((time) => time.toISOString());
	const unit = characters.filter((one) => has.test(`x${one}`));
	const written = fc.string({ unit, minLength, maxLength: Math.min(maxLength, 60) }).filter(allowed(schema));
	const known = fc.constantFrom("a", ...strings.filter(allowed(schema)));
	const longest = fc.constantFrom("x", "é", "🦀").map((letter) => letter.repeat(most));
	return weighted([6, written], [5, known], [1, longest]);
}

function string(schema: Schema, name: string): Arbitrary<Value> {
	const kind = /^\^([a-z]{2,3})_/.exec(schema.pattern ?? "")?.[1];
	if (kind !== undefined) return pick(kind);
	const made =
		name === "q"
			? weighted([3, fc.constantFrom(...searches.filter(allowed(schema)))], [1, text(schema)])
			: text(schema);
	return picked[name] === undefined ? made : weighted<Value>([2, pick(picked[name])], [1, made]);
}

function whole({ minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 }: Schema): Arbitrary<number> {
	const small = fc.integer({ min: Math.max(minimum, 0), max: Math.min(maximum, 50) });
	const any = fc.integer({ min: minimum, max: maximum });
	return weighted([3, small], [1, any], [1, fc.constantFrom(minimum, maximum)]);
}

function object({
	properties = {},
	required = [],
	minProperties = 0,
	maxProperties = Infinity,
}: Schema): Arbitrary<Value> {
	const fields = Object.entries(properties).map(([name, schema]) => [name, valueOf(schema, name)] as const);
	const record = fc.record(Object.fromEntries(fields), { requiredKeys: required });
	return record.filter((made) => {
		const { length } = Object.keys(made);
		return length >= minProperties && length <= maxProperties;
	});
}

const ofType: Record<string, (schema: Schema, name: string) => Arbitrary<Value>> = {
	string,
	integer: whole,
	boolean: () => fc.boolean(),
	null: () => fc.constant(null),
	object,
	array: ({ items, minItems = 0, maxItems = 5 }, name) =>
		fc.array(valueOf(items!, name), { minLength: minItems, maxLength: Math.min(maxItems, 5) }),
};

/**
 * Values that a schema of the document allows.
 * @param name of the field that they are for
 */
export function valueOf(unresolved: Schema, name = ""): Arbitrary<Value> {
	const schema = schemaOf(unresolved);
	if (schema.enum) return fc.constantFrom(...schema.enum);
	const options = schema.oneOf ?? schema.anyOf;
	if (options) return fc.oneof(...options.map((option) => valueOf(option, name)));
	const types = [schema.type!].flat();
	return fc.oneof(...types.map((type) => ofType[type]!(schema, name)));
}
