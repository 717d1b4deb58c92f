import fc, { type Arbitrary } from "fast-check";
import { type Draft, type Json, type Mutator, objectsIn, written } from "./drafts.ts";
import { plants } from "./planted.ts";
import * as corpus from "./strings.ts";
import { weighted } from "./values.ts";

/** Something done to one of all names with a value: that, where it stands, and its place there. */
const onPair =
	<V>(listsIn: (draft: Draft) => [name: string, V][][]) =>
	(change: (pair: [string, V], all: [string, V][], at: number) => unknown): Arbitrary<Mutator> =>
		fc.nat(20).map((nth) => (draft) => {
			const places = listsIn(draft).flatMap((all) => all.map((pair, at) => () => change(pair, all, at)));
			places[nth % places.length]?.();
		});
/** To one field of the body, wherever it is. */
const onField = onPair(({ json }) => objectsIn(json).map(({ fields }) => fields));
const onQuery = onPair(({ query }) => [query]);

const values: Arbitrary<Json> = fc.oneof(
	fc.constantFrom(...corpus.strings),
	fc.constantFrom(...corpus.literals).map((literal) => ({ literal })),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const names = fc.constantFrom(...corpus.names);

const fields: Arbitrary<Mutator> = fc.oneof(
	onField((_, all, at) => all.splice(at, 1)),
	names.chain((name) => onField((field) => (field[0] = name))),
	onField((field) => (field[0] = field[0].toUpperCase())),
	onField((field) => (field[1] = [field[1]])),
	names.chain((name) => onField((_, all) => all.push([name, "owner"]))),
	values.chain((value) => onField(([name], all) => all.push([name, value]))),
);
const replaced: Arbitrary<Mutator> = values.chain((value) => onField((field) => (field[1] = value)));

function onText(change: (text: Uint8Array) => Uint8Array | string): Mutator {
	return (draft) => {
		if (draft.json !== undefined) draft.body = Buffer.from(change(draft.body ?? Buffer.from(written(draft.json))));
	};
}
const bytes = (...parts: (Uint8Array | string)[]): Uint8Array => Buffer.concat(parts.map((part) => Buffer.from(part)));

const mib = 1_048_576;
const padded = (text: Uint8Array, more = 0) => bytes(text, " ".repeat(Math.max(0, mib - text.length) + more));
const texts: Arbitrary<Mutator> = fc.oneof(
	fc.constantFrom(...corpus.texts, ...corpus.literals).map((text) => onText(() => text)),
	fc.nat(200).map((at) => onText((text) => text.slice(0, at % (text.length + 1)))),
	fc.nat(200).map((at) => onText((text) => bytes(text.slice(0, at), new Uint8Array([0xff]), text.slice(at)))),
	fc.constantFrom(
		onText((text) => bytes("\ufeff", text)),
		onText((text) => bytes(text, text)),
		onText((text) => bytes("[", text, "]")),
		onText((text) => JSON.stringify(Buffer.from(text).toString())),
		onText((text) => Buffer.from(Buffer.from(text).toString(), "utf16le")),
		onText((text) => padded(text)),
		onText((text) => bytes("\r\n\t ", text, "\n\n")),
	),
	fc.constantFrom(1, mib).map((more) => onText((text) => padded(text, more))),
);

const short = corpus.strings.filter((text) => text.isWellFormed() && text.length < 2_000);
const inAddress = fc.oneof(fc.constantFrom(...corpus.addresses), fc.constantFrom(...short.map(encodeURIComponent)));
const more_names = ["before_seq", "limit", "workspace_id", "mode", "__proto__", "constructor", "%00", "a[b]"];

const queries: Arbitrary<Mutator> = fc.oneof(
	onQuery((_, query, at) => query.splice(at, 1)),
	onQuery((parameter, query) => query.push(parameter)),
	onQuery(([name, value], query, at) => (query[at] = [`${name}[]`, value])),
	inAddress.chain((value) => onQuery(([name], query, at) => (query[at] = [name, value]))),
	inAddress.chain((value) => onQuery(([name], query) => query.push([name, value]))),
	fc.tuple(fc.constantFrom(...more_names), inAddress).map(
		(parameter) =>
			({ query }: Draft) =>
				query.push(parameter),
	),
);

export function onPath(change: (path: string) => string): Mutator {
	return (draft) => (draft.path = change(draft.path));
}

const paths: Arbitrary<Mutator> = fc.oneof(
	fc.tuple(fc.nat(6), inAddress).map(([nth, text]) =>
		onPath((path) => {
			const segments = path.split("/");
			return segments.with(Math.max(1, nth % segments.length), text).join("/");
		}),
	),
	fc.constantFrom(
		onPath((path) => `${path}/`),
		onPath((path) => path.replace("/api/", "/api//")),
		onPath((path) => path.toUpperCase()),
		onPath((path) => path.replaceAll(/_[0-9a-z]{26}/g, (id) => id.toUpperCase())),
		onPath((path) => `${path}/x`),
		onPath((path) => path.replace("/api/", "/api/me/../")),
		onPath((path) => path.replace("/api/", "/ap%69/")),
		onPath((path) => `${path}#x`),
		onPath((path) => path.replace(/.$/, "")),
	),
);

/** Everything that is wrong in what is said; what is wrong in how it is said is in malformed.ts. */
export const mutators: Arbitrary<Mutator> = weighted(
	[4, fields],
	[3, plants],
	[5, replaced],
	[3, texts],
	[4, queries],
	[3, paths],
);
