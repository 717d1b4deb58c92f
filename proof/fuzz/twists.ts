import fc, { type Arbitrary } from "fast-check";
import { type Draft, Fields, type Json, Literal, written } from "./drafts.ts";
import * as nasty from "./nasty.ts";
import * as addresses from "./nasty-addresses.ts";
import { plants } from "./planted.ts";
import { Twist } from "./twist.ts";

const short = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

function fieldsOf(json: Json | undefined): { of: Fields; at: number }[] {
	if (Array.isArray(json)) return json.flatMap(fieldsOf);
	if (!(json instanceof Fields)) return [];
	return json.all.flatMap(([, value], at) => [{ of: json, at }, ...fieldsOf(value)]);
}

/** Something done to one field of the body, wherever it is. */
const onField = (name: string, change: (of: Fields, at: number) => void): Arbitrary<Twist> =>
	fc.nat(20).map(
		(nth) =>
			new Twist(`${name}, field ${nth}`, ({ json }) => {
				const fields = fieldsOf(json);
				if (fields.length > 0) change(fields[nth % fields.length]!.of, fields[nth % fields.length]!.at);
			}),
	);

const values: Arbitrary<Json> = fc.oneof(
	fc.constantFrom(...nasty.strings),
	fc.constantFrom(...nasty.literals).map((json) => new Literal(json)),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const fields: Arbitrary<Twist> = fc.oneof(
	onField("drop", (of, at) => void of.all.splice(at, 1)),
	fc.constantFrom(...nasty.names).chain((name) => onField(`rename to ${name}`, (of, at) => (of.all[at]![0] = name))),
	onField("in capitals", (of, at) => (of.all[at]![0] = of.all[at]![0].toUpperCase())),
	onField("in a list", (of, at) => (of.all[at]![1] = [of.all[at]![1]])),
	fc.constantFrom(...nasty.names).chain((name) => onField(`add ${name}`, (of) => void of.all.push([name, "owner"]))),
	values.chain((value) =>
		onField(`twice, then ${short(written(value))}`, (of, at) => void of.all.push([of.all[at]![0], value])),
	),
);
const replaced: Arbitrary<Twist> = values.chain((value) =>
	onField(`set to ${short(typeof value === "string" ? value : written(value))}`, (of, at) => (of.all[at]![1] = value)),
);

const asText = (draft: Draft): Uint8Array => Buffer.from(draft.json === undefined ? "" : written(draft.json));
const onText = (name: string, change: (text: Uint8Array) => Uint8Array | string): Twist =>
	new Twist(name, (draft) => {
		if (draft.json !== undefined) draft.text = Buffer.from(change(draft.text ?? asText(draft)));
	});
const bytes = (...parts: (Uint8Array | string)[]): Uint8Array => Buffer.concat(parts.map((part) => Buffer.from(part)));

const mib = 1_048_576;
const texts: Arbitrary<Twist> = fc.oneof(
	fc.constantFrom(...nasty.texts).map((text) => onText(`body ${short(String(text))}`, () => text)),
	fc.constantFrom(...nasty.literals).map((json) => onText(`body ${short(json)}`, () => json)),
	fc.nat(200).map((at) => onText(`body ends at ${at}`, (text) => text.slice(0, at % (text.length + 1)))),
	fc
		.nat(200)
		.map((at) => onText(`0xff at ${at}`, (text) => bytes(text.slice(0, at), new Uint8Array([0xff]), text.slice(at)))),
	fc.constantFrom(
		onText("a byte order mark", (text) => bytes("\ufeff", text)),
		onText("a second value", (text) => bytes(text, text)),
		onText("in a list", (text) => bytes("[", text, "]")),
		onText("as a string", (text) => JSON.stringify(Buffer.from(text).toString())),
		onText("in UTF-16", (text) => Buffer.from(Buffer.from(text).toString(), "utf16le")),
		onText("padded to 1 MiB", (text) => bytes(text, " ".repeat(Math.max(0, mib - text.length)))),
		onText("with white space", (text) => bytes("\r\n\t ", text, "\n\n")),
	),
	fc
		.constantFrom(1, mib)
		.map((more) =>
			onText(`${more} past 1 MiB`, (text) => bytes(text, " ".repeat(Math.max(0, mib - text.length) + more))),
		),
);

const onQuery = (name: string, change: (query: Draft["query"], at: number) => void): Arbitrary<Twist> =>
	fc
		.nat(7)
		.map(
			(nth) => new Twist(`${name}, parameter ${nth}`, ({ query }) => change(query, nth % Math.max(1, query.length))),
		);
const inAddress = fc.oneof(
	fc.constantFrom(...addresses.encoded),
	fc
		.constantFrom(...nasty.strings)
		.filter((text) => text.isWellFormed() && text.length < 2_000)
		.map(encodeURIComponent),
);

const queries: Arbitrary<Twist> = fc.oneof(
	onQuery("drop", (query, at) => void query.splice(at, 1)),
	onQuery("twice", (query, at) => void (query[at] && query.push(query[at]))),
	onQuery("as a list", (query, at) => void (query[at] && (query[at] = [`${query[at][0]}[]`, query[at][1]]))),
	inAddress.chain((value) =>
		onQuery(`set to ${short(value)}`, (query, at) => void (query[at] && (query[at] = [query[at][0], value]))),
	),
	inAddress.chain((value) =>
		onQuery(`and then ${short(value)}`, (query, at) => void (query[at] && query.push([query[at][0], value]))),
	),
	fc
		.constantFrom("before_seq", "limit", "workspace_id", "mode", "__proto__", "constructor", "%00", "a[b]")
		.chain((name) =>
			inAddress.map((value) => new Twist(`and ${name}=${short(value)}`, ({ query }) => void query.push([name, value]))),
		),
);

const onPath = (name: string, change: (path: string) => string): Twist =>
	new Twist(name, (draft) => (draft.path = change(draft.path)));
const paths: Arbitrary<Twist> = fc.oneof(
	fc.tuple(fc.nat(6), inAddress).map(([nth, text]) =>
		onPath(`segment ${nth} is ${short(text)}`, (path) => {
			const segments = path.split("/");
			segments[Math.max(1, nth % segments.length)] = text;
			return segments.join("/");
		}),
	),
	fc.constantFrom(
		onPath("a slash at the end", (path) => `${path}/`),
		onPath("two slashes", (path) => path.replace("/api/", "/api//")),
		onPath("in capitals", (path) => path.toUpperCase()),
		onPath("ids in capitals", (path) => path.replaceAll(/_[0-9a-z]{26}/g, (id) => id.toUpperCase())),
		onPath("one segment more", (path) => `${path}/x`),
		onPath("there and back", (path) => path.replace("/api/", "/api/me/../")),
		onPath("an escaped letter", (path) => path.replace("/api/", "/ap%69/")),
		onPath("a fragment", (path) => `${path}#x`),
		onPath("a shorter id", (path) => path.replace(/.$/, "")),
	),
);

/** Everything that is wrong in what is said; what is wrong in how it is said is in garbles.ts. */
export const twists: Arbitrary<Twist> = fc.oneof(
	{ weight: 4, arbitrary: fields },
	{ weight: 3, arbitrary: plants },
	{ weight: 5, arbitrary: replaced },
	{ weight: 3, arbitrary: texts },
	{ weight: 4, arbitrary: queries },
	{ weight: 3, arbitrary: paths },
);
