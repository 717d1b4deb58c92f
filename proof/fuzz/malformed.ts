import fc, { type Arbitrary } from "fast-check";
import type { Pace } from "../request.ts";
import type { Draft, Mutator } from "./drafts.ts";
import { content_types } from "./strings.ts";

const without = (draft: Draft, name: string): void =>
	void (draft.headers = draft.headers.filter(([one]) => one.toLowerCase() !== name));

/** Sets a header to each of `values`, in place of what there was. */
const header =
	(name: string, ...values: string[]): Mutator =>
	(draft) => {
		without(draft, name);
		for (const value of values) draft.headers.push([name, value]);
	};

const again =
	(name: string): Mutator =>
	({ headers }) => {
		const found = headers.find(([one]) => one.toLowerCase() === name);
		if (found) headers.push(found);
	};

const types: Arbitrary<Mutator> = fc.oneof(
	fc.constantFrom(...content_types).map((type) => header("content-type", type)),
	fc.constantFrom(
		header("content-type"),
		header("content-type", "application/json", "text/plain"),
		again("content-type"),
	),
);

const methods: Arbitrary<Mutator> = fc
	.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
	.map((method) => (draft) => (draft.method = method));

const credentials: Arbitrary<Mutator> = fc.constantFrom(
	...["authorization", "cookie", "x-clickclack-user"].map(again),
	...["Bearer", "Bearer sst_x.y", "Basic YTpi", `Bearer ${"x".repeat(8_000)}`].map((one) =>
		header("authorization", one),
	),
	...["", "a; cc_session=b"].map((one) => header("cookie", `cc_session=${one}`)),
	header("cookie", `${"a=b; ".repeat(1_000)}cc_session=%`),
	header("x-clickclack-user", "usr_x"),
	header("x-clickclack-actor", '{"kind":"system"}'),
	header("sec-websocket-protocol", "clickclack.bearer.x"),
);

/** From a page of another site, or as if. */
const foreign: Arbitrary<Mutator> = fc.constantFrom(
	header("origin", "https://evil.example"),
	header("origin", "null"),
	header("sec-fetch-site", "cross-site"),
	header("sec-fetch-site", "same-site"),
	header("x-clickclack-csrf"),
	header("x-clickclack-csrf", "0"),
);

const manyHeaders =
	(count: number): Mutator =>
	({ headers }) =>
		headers.push(...Array.from({ length: count }, (_, n): [string, string] => [`x-${n}`, "y"]));

const others: Arbitrary<Mutator> = fc.constantFrom(
	...["mine-1", "<script>", "x".repeat(4_000)].map((one) => header("x-correlation-id", one)),
	header("x-correlation-id", "a", "b"),
	header("x-request-id", "req_mine"),
	header("x-http-method-override", "DELETE"),
	header("accept", "text/html"),
	header("accept-encoding", "br;q=1, zstd, *;q=0"),
	header("content-encoding", "gzip"),
	header("if-none-match", "*"),
	header("range", "bytes=0-1"),
	header("upgrade", "websocket"),
	header("upgrade"),
	header("upgrade", "h2c"),
	header("connection", "close"),
	header("x-forwarded-host", "evil.example"),
	header("x-forwarded-proto", "https"),
	header("cf-connecting-ip", "not an address"),
	header("content-disposition", "é\u{1f980}"),
	header("x-long", "x".repeat(10_000)),
	...[40, 80].map(manyHeaders),
);

/** Wrong in a way that a client library would hardly send. */
export const oddities: Arbitrary<Mutator> = fc.oneof(types, methods, credentials, foreign, others);

const bad =
	(change: Mutator): Mutator =>
	(draft) => {
		draft.isMalformed = true;
		change(draft);
	};
const chunked = (text: string, pace: Pace = "whole"): Mutator =>
	bad((draft) => {
		without(draft, "content-length");
		draft.headers.push(["transfer-encoding", "chunked"]);
		draft.text = Buffer.from(text);
		draft.pace = pace;
	});

/** What is no good HTTP, or stops half-way. */
export const malformed: Arbitrary<Mutator> = fc.constantFrom(
	bad(header("content-length", "10", "11")),
	...["-1", "1e3", "99999999999999999999", "0"].map((one) => bad(header("content-length", one))),
	bad(header("transfer-encoding", "gzip, identity, nonsense")),
	bad(header("host")),
	...["evil.example", "a b"].map((one) => bad(header("host", one))),
	bad(header("host", "127.0.0.1", "evil.example")),
	...["100-continue", "the unexpected"].map((one) => bad(header("expect", one))),
	bad(header("x-huge", "x".repeat(200_000))),
	bad(header("x-nul", "a\0b")),
	bad(header(" x-space", "y")),
	bad(header("x-folded", "a\r\n b")),
	bad(header("bad header", "y")),
	chunked('5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n'),
	chunked('5\r\n{"a"', "half-closed"),
	chunked('5\r\n{"a"', "cut"),
	chunked("ffffffffffffffff\r\n{}", "half-closed"),
	chunked("fffffff\r\n{}", "cut"),
	...["zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n0\r\n\r\n", "0\r\n\r\n"].map((text) => chunked(text)),
	...(["slow", "cut", "half-closed"] as const).map((pace) => bad((draft) => (draft.pace = pace))),
	...["FOO", "TRACE"].map((method) => bad((draft) => (draft.method = method))),
	bad((draft) => (draft.method = draft.method.toLowerCase())),
	...["1.0", "9.9"].map((version) => bad((draft) => (draft.version = `HTTP/${version}`))),
	...["/a b", "/é\u{1f980}", `/${"a".repeat(100_000)}`].map((more) => bad((draft) => (draft.path += more))),
	bad((draft) => (draft.path = `http://evil.example${draft.path}`)),
	bad((draft) => (draft.path = "*")),
);
