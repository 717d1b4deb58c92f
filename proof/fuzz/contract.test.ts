import { EventType } from "@clickclack/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Operation, type Schema, contract, operationOf, operations, schemaOf } from "../operations.ts";
import { asked, said } from "../schemas.ts";
import { ofTaking } from "./accepted.ts";
import { corpusPlans } from "./corpus.ts";
import { type Draft, blank, requestFrom } from "./drafts.ts";
import { plantable } from "./planted.ts";
import { plansFor, requestOf } from "./plans.ts";
import { Pool } from "./pool.ts";
import { searches, strings } from "./strings.ts";
import { complaintsOf, meant } from "./verdict.ts";

const place = { host: "localhost", pool: new Pool(), credentials: () => ({}) };
for (const [kind, value] of Object.entries({ email: "ada@example.com", handle: "ada", slug: "reef" }))
	place.pool.add(kind, value);
const plain = (operation: Operation, numRuns = 20) =>
	fc.sample(plansFor(operation), { seed: 1, numRuns }).map((plan) => ({ ...plan, mutations: [] }));
const named = operations.map((operation) => [operation.name, operation] as const);

describe.each(named)("%s", (_, operation) => {
	test("is reached by what is made up for it", () => {
		for (const plan of plain(operation)) expect(meant(requestOf(plan, place))).toBe(operation);
	});

	test("has a schema for every answer", () => {
		for (const status of Object.keys(operation.answers))
			if (status !== "101") expect(operation.answers[status]!.schema, status).toBeDefined();
	});

	test("allows the bodies that are made up for it", () => {
		const { body: schema } = operation;
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
	const [search] = operations.filter(({ name }) => name === "searchMessages");
	const looked = new Set(plain(search!, 2_000).map(({ query }) => query["q"]));
	for (const text of searches.filter((one) => one === one.trim())) expect(looked, text).toContain(text);
});

describe("what the server says", () => {
	const [getMe] = operations.filter(({ name }) => name === "getMe");
	const request = requestOf(plain(getMe!, 1)[0]!, place);
	const user = {
		id: "usr_01jd7xk3m9h5q2w8e4r6t0y1z7",
		kind: "human",
		display_name: "Ada",
		handle: "ada",
		avatar_url: "",
		created_at: "2026-05-08T12:00:00.000Z",
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
		expect([...complaints({ user }), ...complaints(failure, 401)]).toEqual([]);
	});

	test.each([
		["a field too many", { user: { ...user, email_hash: "x" } }],
		["a field too few", { user: { ...user, handle: undefined } }],
		["another type", { user: { ...user, created_at: "yesterday" } }],
		["no id", { user: { ...user, id: "usr_1" } }],
		["another status", { user }, 201],
		["another status of a failure", { ...failure, code: "internal" }, 500],
		["a code that the document does not have", { ...failure, code: "moderated" }, 403],
		["a code of another status", { ...failure, code: "gone" }, 401],
		["another request's id", { ...failure, request_id: "req_1" }, 401],
		["words for no people", { ...failure, error: "TypeError: x" }, 401],
		["a header twice", { user }, 200, [...headers, headers[0]!]],
		["a cookie", { user }, 200, [...headers, ["set-cookie", "a=b"] as [string, string]]],
		...headers.map(([name], i) => [`no ${name}`, { user }, 200, headers.toSpliced(i, 1)]),
	] as [string, object, number?, [string, string][]?][])("is not, with %s", (_, ...said) => {
		expect(complaints(...said)).not.toEqual([]);
	});

	test.each(["hung", "closed"] as const)("is missed when it %s", (reply) => {
		expect(complaintsOf(request, reply)).toHaveLength(1);
	});

	test("is looked at all the way down", () => {
		const open = Object.values(contract.components.schemas).filter(
			(schema: Schema) => schema.type === "object" && said.complaint(schema, { undocumented: 1 }) === undefined,
		);
		expect(open).toEqual([]);
	});
});

describe("what the server takes", () => {
	const nowhere = "01jd7xk3m9h5q2w8e4r6t0y1z7";
	const taken = (name: string, path: string, query: Draft["query"] = [], isPlanting = false, body = {}) => {
		const answer = { status: 200, headers: [], body: JSON.stringify(body) };
		return ofTaking(requestFrom({ ...blank("GET", path), query, isPlanting }), answer, operationOf(name));
	};
	const found = (...more: Draft["query"]) =>
		taken("searchMessages", "/api/search", [["workspace_id", `wsp_${nowhere}`], ["q", "tide"], ...more]);
	const channel = `/api/channels/chn_${nowhere}`;
	const author_id = plantable.find(([name]) => name === "author_id")![1];

	test("is fine when the document allows it", () => {
		expect(found(["limit", "100"], ["sort", "newest"], ["unknown", "x"])).toEqual([]);
		expect(found(["limit", ""], ["sort", ""])).toEqual([]);
		expect(taken("getChannel", channel, [], false, { author_id })).toEqual([]);
	});

	const wrong: [how: string, complaints: string[]][] = [
		...["0", "101", "-1", "1.5", "1e1", "0x10", "%205", "05"].map((limit): (typeof wrong)[number] => [
			`a limit of ${limit}`,
			found(["limit", limit]),
		]),
		["no value of the list", found(["sort", "oldest"])],
		["a name twice", found(["q", "tide"])],
		["a name too few", taken("searchMessages", "/api/search", [["q", "tide"]])],
		["no id", taken("getChannel", "/api/channels/chn_1")],
		["an id in capitals", taken("getChannel", channel.replace("chn", "CHN"))],
		["what nobody may set", taken("getChannel", channel, [], true, { author_id })],
	];
	test.each(wrong)("is not, with %s", (_, complaints) => expect(complaints).toHaveLength(1));

	test("is planted under every name that the document has", () => {
		const names = new Set(plantable.map(([name]) => name));
		for (const name of ["role", "author_id", "id", "created_by", "seq", "user_id", "isUnlimited"])
			expect(names).toContain(name);
		expect(names.size).toBeGreaterThan(100);
	});
});
