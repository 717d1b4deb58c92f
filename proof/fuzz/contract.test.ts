import { EventType } from "@clickclack/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Operation, type Schema, answerOf, bodyOf, contract, operations, schemaOf } from "../operations.ts";
import { asked, said } from "../schemas.ts";
import { corpusPlans } from "./corpus.ts";
import { plansFor, requestOf } from "./plans.ts";
import { Pool } from "./pool.ts";
import { searches, strings } from "./strings.ts";
import { complaintsOf, meant } from "./verdict.ts";

const place = { host: "localhost", pool: new Pool(), credentials: () => ({}) };
for (const [kind, value] of Object.entries({ email: "ada@example.com", handle: "ada", slug: "reef" }))
	place.pool.add(kind, value);
const plain = (operation: Operation, numRuns = 20) =>
	fc.sample(plansFor(operation), { seed: 1, numRuns }).map((plan) => ({ ...plan, mutations: [] }));
const named = operations.map((operation) => [operation.operationId, operation] as const);

describe.each(named)("%s", (_, operation) => {
	test("is reached by what is made up for it", () => {
		for (const plan of plain(operation)) expect(meant(requestOf(plan, place))).toBe(operation);
	});

	test("has a schema for every answer", () => {
		for (const status of Object.keys(operation.responses).map(Number))
			if (status !== 101) expect(answerOf(operation, status), `${status}`).toBeDefined();
	});

	test("allows the bodies that are made up for it", () => {
		const schema = bodyOf(operation);
		for (const plan of plain(operation)) {
			const text = Buffer.from(requestOf(plan, place).body).toString();
			if (schema) expect(asked.complaint(schema, JSON.parse(text)), text).toBeUndefined();
			else expect(text).toBe("");
		}
	});
});

test("every kind of event of the log has its schema", () => {
	const kinds = contract.components.schemas["ServerEvent"]!.anyOf!.map(
		(one) => schemaOf(one).properties!["type"]!.enum![0],
	);
	for (const type of EventType.options) expect(kinds).toContain(type);
});

test("every string of the corpus is said somewhere", () => {
	const sayings = JSON.stringify(corpusPlans.map(({ query, body }) => [query, body]));
	for (const text of strings) expect(sayings.includes(JSON.stringify(text)), text.slice(0, 40)).toBe(true);
});

test("what means something to a search engine is looked for", () => {
	const [search] = operations.filter(({ operationId }) => operationId === "searchMessages");
	const looked = new Set(plain(search!, 2_000).map(({ query }) => query["q"]));
	for (const text of searches.filter((one) => one === one.trim())) expect(looked, text).toContain(text);
});

describe("what the server says", () => {
	const [getMe] = operations.filter(({ operationId }) => operationId === "getMe");
	const request = requestOf(plain(getMe!, 1)[0]!, place);
	const user = {
		id: "usr_01jd7xk3m9h5q2w8e4r6t0y1z7",
		kind: "human",
		display_name: "Ada",
		handle: "ada",
		avatar_url: "",
		created_at: "2026-05-08T12:00:00.000Z",
		appearance_preferences: {},
	};
	const headers: [string, string][] = [
		["x-request-id", `req_${"0".repeat(32)}`],
		["x-correlation-id", "corr_1"],
		["x-content-type-options", "nosniff"],
		["cache-control", "no-store"],
		["content-type", "application/json"],
	];
	const complaints = (value: object, status = 200, with_headers = headers) =>
		complaintsOf(request, { status, headers: with_headers, body: JSON.stringify(value) });
	const failure = { error: "no", code: "unauthorized", request_id: `req_${"0".repeat(32)}` };

	test("is fine when it is what the document has", () => {
		expect(complaints({ user })).toEqual([]);
		expect(complaints(failure, 401)).toEqual([]);
	});

	test("is not, with a field too many or too few, or one of another type", () => {
		expect(complaints({ user: { ...user, email_hash: "x" } })).toHaveLength(1);
		expect(complaints({ user: { ...user, handle: undefined } })).toHaveLength(1);
		expect(complaints({ user: { ...user, created_at: "yesterday" } })).toHaveLength(1);
		expect(complaints({ user: { ...user, id: "usr_1" } })).toHaveLength(1);
	});

	test("is not, with a status, a code or a request id that does not belong there", () => {
		expect(complaints({ user }, 201)).not.toEqual([]);
		expect(complaints({ ...failure, code: "internal" }, 500)).not.toEqual([]);
		expect(complaints({ ...failure, code: "moderated" }, 403)).toHaveLength(1);
		expect(complaints({ ...failure, code: "gone" }, 401)).not.toEqual([]);
		expect(complaints({ ...failure, request_id: "req_1" }, 401)).toHaveLength(1);
		expect(complaints({ ...failure, error: "TypeError: x" }, 401)).toHaveLength(1);
	});

	test("is not, without one of the headers, with one twice, or with a cookie", () => {
		for (let i = 0; i < headers.length; i++) expect(complaints({ user }, 200, headers.toSpliced(i, 1))).not.toEqual([]);
		expect(complaints({ user }, 200, [...headers, headers[0]!])).toHaveLength(1);
		expect(complaints({ user }, 200, [...headers, ["set-cookie", "a=b"]])).toHaveLength(1);
	});

	test("is missed when nothing is said", () => {
		expect(complaintsOf(request, "hung")).toHaveLength(1);
		expect(complaintsOf(request, "closed")).toHaveLength(1);
	});

	test("is looked at all the way down", () => {
		const open = Object.values(contract.components.schemas).filter(
			(schema: Schema) => schema.type === "object" && said.complaint(schema, { undocumented: 1 }) === undefined,
		);
		expect(open).toEqual([]);
	});
});
