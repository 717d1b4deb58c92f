import fc, { type Arbitrary } from "fast-check";
import type { Pace } from "../request.ts";
import type { Draft, Mutator } from "./drafts.ts";
import { onPath } from "./mutators.ts";
import { content_types } from "./strings.ts";

const without = (draft: Draft, name: string): void =>
	void (draft.headers = draft.headers.filter(([one]) => one.toLowerCase() !== name));

/** Each sets a header in place of what there was: to a value, to several, or to none. */
const headers = (all: Record<string, (string | string[])[]>): Mutator[] =>
	Object.entries(all).flatMap(([name, choices]) =>
		choices.map((values): Mutator => (draft) => {
			without(draft, name);
			for (const value of [values].flat()) draft.headers.push([name, value]);
		}),
	);

function again(name: string): Mutator {
	return ({ headers }) => headers.push(...headers.filter(([one]) => one.toLowerCase() === name).slice(0, 1));
}

function set(parts: Partial<Draft>): Mutator {
	return (draft) => Object.assign(draft, parts);
}

const types: Arbitrary<Mutator> = fc.constantFrom(
	...headers({ "content-type": [...content_types, [], ["application/json", "text/plain"]] }),
	again("content-type"),
);

const methods: Arbitrary<Mutator> = fc
	.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
	.map((method) => set({ method }));

const credentials: Arbitrary<Mutator> = fc.constantFrom(
	...["authorization", "cookie", "x-clickclack-user"].map(again),
	...headers({
		authorization: ["Bearer", "Bearer sst_x.y", "Basic YTpi", `Bearer ${"x".repeat(8_000)}`],
		cookie: ["cc_session=", "cc_session=a; cc_session=b", `${"a=b; ".repeat(1_000)}cc_session=%`],
		"x-clickclack-user": ["usr_x"],
		"x-clickclack-actor": ['{"kind":"system"}'],
		"sec-websocket-protocol": ["clickclack.bearer.x"],
	}),
);

/** From a page of another site, or as if. */
const foreign: Arbitrary<Mutator> = fc.constantFrom(
	...headers({
		origin: ["https://evil.example", "null"],
		"sec-fetch-site": ["cross-site", "same-site"],
		"x-clickclack-csrf": [[], "0"],
	}),
);

function manyHeaders(count: number): Mutator {
	return ({ headers }) => headers.push(...Array.from({ length: count }, (_, n): [string, string] => [`x-${n}`, "y"]));
}

const others: Arbitrary<Mutator> = fc.constantFrom(
	...headers({
		"x-correlation-id": ["mine-1", "<script>", "x".repeat(4_000), ["a", "b"]],
		"x-request-id": ["req_mine"],
		"x-http-method-override": ["DELETE"],
		accept: ["text/html"],
		"accept-encoding": ["br;q=1, zstd, *;q=0"],
		"content-encoding": ["gzip"],
		"if-none-match": ["*"],
		range: ["bytes=0-1"],
		upgrade: ["websocket", [], "h2c"],
		connection: ["close"],
		"x-forwarded-host": ["evil.example"],
		"x-forwarded-proto": ["https"],
		"cf-connecting-ip": ["not an address"],
		"content-disposition": ["é\u{1f980}"],
		"x-long": ["x".repeat(10_000)],
	}),
	...[40, 80].map(manyHeaders),
);

/** Wrong in a way that a client library would hardly send. */
export const oddities: Arbitrary<Mutator> = fc
	.oneof(types, methods, credentials, foreign, others)
	.map((change) => (draft) => {
		draft.isOdd = true;
		change(draft);
	});

function chunked(text: string, pace: Pace = "whole"): Mutator {
	return (draft) => {
		without(draft, "content-length");
		draft.headers.push(["transfer-encoding", "chunked"]);
		Object.assign(draft, { body: Buffer.from(text), pace });
	};
}

/** What is no good HTTP, or stops half-way. */
export const malformed: Arbitrary<Mutator> = fc
	.constantFrom(
		...headers({
			"content-length": [["10", "11"], "-1", "1e3", "99999999999999999999", "0"],
			"transfer-encoding": ["gzip, identity, nonsense"],
			host: [[], "evil.example", "a b", ["127.0.0.1", "evil.example"]],
			expect: ["100-continue", "the unexpected"],
			"x-huge": ["x".repeat(200_000)],
			"x-nul": ["a\0b"],
			" x-space": ["y"],
			"x-folded": ["a\r\n b"],
			"bad header": ["y"],
		}),
		chunked('5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n'),
		chunked('5\r\n{"a"', "half-closed"),
		chunked('5\r\n{"a"', "cut"),
		chunked("ffffffffffffffff\r\n{}", "half-closed"),
		chunked("fffffff\r\n{}", "cut"),
		...["zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n0\r\n\r\n", "0\r\n\r\n"].map((text) => chunked(text)),
		...(["slow", "cut", "half-closed"] as const).map((pace) => set({ pace })),
		...["FOO", "TRACE"].map((method) => set({ method })),
		(draft: Draft) => (draft.method = draft.method.toLowerCase()),
		...["1.0", "9.9"].map((version) => set({ version: `HTTP/${version}` })),
		...["/a b", "/é\u{1f980}", `/${"a".repeat(100_000)}`].map((more) => onPath((path) => path + more)),
		onPath((path) => `http://evil.example${path}`),
		onPath(() => "*"),
	)
	.map((change) => (draft) => {
		draft.isMalformed = true;
		change(draft);
	});
