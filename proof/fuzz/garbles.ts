import fc, { type Arbitrary } from "fast-check";
import type { Draft, Pace } from "./drafts.ts";
import * as nasty from "./nasty.ts";
import { Twist } from "./twist.ts";

const without = (draft: Draft, name: string): void =>
	void (draft.headers = draft.headers.filter(([one]) => one.toLowerCase() !== name));

/** Sets a header to each of `values`, in place of what there was. */
const header = (name: string, ...values: string[]): Twist =>
	new Twist(`${name}: ${values.map((value) => value.slice(0, 40)).join(", and ")}`, (draft) => {
		without(draft, name);
		for (const value of values) draft.headers.push([name, value]);
	});

const again = (name: string): Twist =>
	new Twist(`${name} twice`, ({ headers }) => {
		const found = headers.find(([one]) => one.toLowerCase() === name);
		if (found) headers.push(found);
	});

const types: Arbitrary<Twist> = fc.oneof(
	fc.constantFrom(...nasty.content_types).map((type) => header("content-type", type)),
	fc.constantFrom(
		header("content-type"),
		header("content-type", "application/json", "text/plain"),
		again("content-type"),
	),
);

const methods: Arbitrary<Twist> = fc
	.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
	.map((method) => new Twist(`method ${method}`, (draft) => (draft.method = method)));

const credentials: Arbitrary<Twist> = fc.constantFrom(
	again("authorization"),
	again("cookie"),
	again("x-clickclack-user"),
	header("authorization", "Bearer"),
	header("authorization", "Bearer sst_x.y"),
	header("authorization", "Basic YTpi"),
	header("authorization", `Bearer ${"x".repeat(8_000)}`),
	header("cookie", "cc_session="),
	header("cookie", "cc_session=a; cc_session=b"),
	header("cookie", `${"a=b; ".repeat(1_000)}cc_session=%`),
	header("x-clickclack-user", "usr_x"),
	header("x-clickclack-actor", '{"kind":"system"}'),
	header("sec-websocket-protocol", "clickclack.bearer.x"),
);

/** From a page of another site, or as if. */
const foreign: Arbitrary<Twist> = fc.constantFrom(
	header("origin", "https://evil.example"),
	header("origin", "null"),
	header("sec-fetch-site", "cross-site"),
	header("sec-fetch-site", "same-site"),
	header("x-clickclack-csrf"),
	header("x-clickclack-csrf", "0"),
);

const others: Arbitrary<Twist> = fc.constantFrom(
	header("x-correlation-id", "mine-1"),
	header("x-correlation-id", "<script>"),
	header("x-correlation-id", "x".repeat(4_000)),
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
	...Array.from(
		{ length: 2 },
		(_, i) =>
			new Twist(`${(i + 1) * 40} headers`, ({ headers }) =>
				headers.push(...Array.from({ length: (i + 1) * 40 }, (_, n): [string, string] => [`x-${n}`, "y"])),
			),
	),
);

/** Wrong in a way that a client library would hardly send. */
export const oddities: Arbitrary<Twist> = fc.oneof(types, methods, credentials, foreign, others);

const garbled = (name: string, change: (draft: Draft) => void): Twist =>
	new Twist(name, (draft) => {
		draft.isGarbled = true;
		change(draft);
	});
const bad = (name: string, ...values: string[]): Twist =>
	garbled(`${name}: ${values.map((value) => value.slice(0, 20)).join(", and ")}`, header(name, ...values).apply);
const paced = (pace: Pace): Twist => garbled(`sent ${pace}`, (draft) => (draft.pace = pace));
const raw = (text: string, pace: Pace = "whole"): Twist =>
	garbled(`body in chunks ${JSON.stringify(text.slice(0, 30))}`, (draft) => {
		without(draft, "content-length");
		draft.headers.push(["transfer-encoding", "chunked"]);
		draft.text = Buffer.from(text);
		draft.pace = pace;
	});

/** What is no good HTTP, or stops half-way. */
export const garbles: Arbitrary<Twist> = fc.constantFrom(
	bad("content-length", "10", "11"),
	bad("content-length", "-1"),
	bad("content-length", "1e3"),
	bad("content-length", "99999999999999999999"),
	bad("content-length", "0"),
	bad("transfer-encoding", "gzip, identity, nonsense"),
	bad("host"),
	bad("host", "evil.example"),
	bad("host", "127.0.0.1", "evil.example"),
	bad("host", "a b"),
	bad("expect", "100-continue"),
	bad("expect", "the unexpected"),
	bad("x-huge", "x".repeat(200_000)),
	bad("x-nul", "a\0b"),
	bad(" x-space", "y"),
	bad("x-folded", "a\r\n b"),
	bad("bad header", "y"),
	raw('5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n'),
	raw('5\r\n{"a"', "half-closed"),
	raw('5\r\n{"a"', "cut"),
	raw("zz\r\n{}\r\n0\r\n\r\n"),
	raw("ffffffffffffffff\r\n{}", "half-closed"),
	raw("fffffff\r\n{}", "cut"),
	raw("-1\r\n{}\r\n0\r\n\r\n"),
	raw("0\r\n\r\n"),
	paced("slow"),
	paced("cut"),
	paced("half-closed"),
	garbled("method FOO", (draft) => (draft.method = "FOO")),
	garbled("method get", (draft) => (draft.method = draft.method.toLowerCase())),
	garbled("method TRACE", (draft) => (draft.method = "TRACE")),
	garbled("HTTP/1.0", (draft) => (draft.version = "HTTP/1.0")),
	garbled("HTTP/9.9", (draft) => (draft.version = "HTTP/9.9")),
	garbled("a space in the path", (draft) => (draft.path += "/a b")),
	garbled("raw bytes in the path", (draft) => (draft.path += "/é\u{1f980}")),
	garbled("an address of 100 kB", (draft) => (draft.path += `/${"a".repeat(100_000)}`)),
	garbled("a whole address", (draft) => (draft.path = `http://evil.example${draft.path}`)),
	garbled("no path", (draft) => (draft.path = "*")),
);
