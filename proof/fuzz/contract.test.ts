import { EventType } from "@clickclack/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contract, operationOf, operations, schemaOf } from "../operations.ts";
import { type Headers, sealed } from "../request.ts";
import { wrongAnswer, wrongInput } from "../schemas.ts";
import { ofTaking } from "./accepted.ts";
import { corpusPlans } from "./corpus.ts";
import { plantable } from "./planted.ts";
import { plansFor, requestOf } from "./plans.ts";
import { Pool } from "./pool.ts";
import { searches, strings } from "./strings.ts";
import { complaintsOf, meant } from "./verdict.ts";

const place = { host: "localhost", pool: new Pool(), credentials: () => ({}) };
place.pool.learn({ email: "ada@example.com", handle: "ada", slug: "reef" });
const plain = (name: string, numRuns = 20) =>
	fc.sample(plansFor(operationOf(name)), { seed: 1, numRuns }).map((plan) => ({ ...plan, mutations: [] }));
const { schemas } = contract.components;
const nowhere = "01jd7xk3m9h5q2w8e4r6t0y1z7";

test.each(operations)("$name is reached by what is made up for it, as its schemas allow", (operation) => {
	for (const plan of plain(operation.name)) {
		const request = requestOf(plan, place);
		expect(meant(request)).toBe(operation);
		const text = Buffer.from(request.body).toString();
		if (operation.body) expect(wrongInput(operation.body, JSON.parse(text)), text).toBeUndefined();
		else if (!operation.isForm) expect(text).toBe("");
	}
	for (const [status, { schema, others }] of Object.entries(operation.answers))
		// bytes, and that nothing has changed, have no schema
		if (!["101", "204", "304"].includes(status) && others.length === 0) expect(schema, status).toBeDefined();
});

test("every kind of event of the log has its schema", () => {
	const kinds = schemas["ServerEvent"]!.anyOf!.map((one) => schemaOf(one).properties!["type"]!.enum![0]);
	expect(kinds).toEqual(expect.arrayContaining(EventType.options));
});

test("every string of the corpus is said somewhere, and what means something to a search engine is looked for", () => {
	const sayings = JSON.stringify(corpusPlans.map(({ query, body }) => [query, body]));
	const unsaid = strings.filter((text) => !sayings.includes(JSON.stringify(text)));
	expect(unsaid.map((text) => text.slice(0, 40))).toEqual([]);
	const looked = new Set<unknown>(plain("searchMessages", 6_000).map(({ query }) => query["q"]));
	expect(searches.filter((one) => one === one.trim() && !looked.has(one))).toEqual([]);
});

describe("what the server says", () => {
	const request = requestOf(plain("getMe", 1)[0]!, place);
	const created_at = "2026-05-08T12:00:00.000Z";
	const user = { id: `usr_${nowhere}`, kind: "human", display_name: "Ada", handle: "ada", avatar_url: "", created_at };
	const request_id = `req_${"0".repeat(32)}`;
	const headers: Headers = [
		["x-request-id", request_id],
		["x-correlation-id", "corr_1"],
		["x-content-type-options", "nosniff"],
		["cache-control", "no-store"],
		["content-type", "application/json"],
	];
	const complaints = (value: object, status = 200, with_headers = headers) =>
		complaintsOf(request, { status, headers: with_headers, body: JSON.stringify(value) });
	const failure = { error: "no", code: "unauthorized", request_id };

	test("is fine when it is what the document has", () => {
		expect([...complaints({ user }), ...complaints(failure, 401)]).toEqual([]);
	});

	const wrong: [how: string, body: object, status?: number, headers?: Headers][] = [
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
		["a cookie", { user }, 200, [...headers, ["set-cookie", "a=b"]]],
		...headers.map(([name], i): (typeof wrong)[number] => [`no ${name}`, { user }, 200, headers.toSpliced(i, 1)]),
	];
	test.each(wrong)("is not, with %s", (_, ...said) => expect(complaints(...said)).not.toEqual([]));

	test.each(["hung", "closed"] as const)("is missed when it %s", (reply) => {
		expect(complaintsOf(request, reply)).toHaveLength(1);
	});

	test("is looked at all the way down", () => {
		const objects = Object.entries(schemas).filter(([, { type }]) => type === "object");
		for (const [name, schema] of objects) expect(wrongAnswer(schema, { undocumented: 1 }), name).toBeDefined();
	});
});

describe("what the server takes", () => {
	const taken = (name: string, path: string, query: Headers = [], isPlanting = false, body = {}) => {
		const answer = { status: 200, headers: [], body: JSON.stringify(body) };
		return ofTaking(sealed({ method: "GET", path, headers: [], query, isPlanting }), answer, operationOf(name));
	};
	const found = (...more: Headers) =>
		taken("searchMessages", "/api/search", [["workspace_id", `wsp_${nowhere}`], ["q", "tide"], ...more]);
	const channel = `/api/channels/chn_${nowhere}`;
	const planted = new Map(plantable);
	const author_id = planted.get("author_id")!;

	test("is fine when the document allows it", () => {
		expect(found(["limit", "100"], ["sort", "newest"], ["unknown", "x"])).toEqual([]);
		expect(found(["limit", ""], ["sort", ""])).toEqual([]);
		expect(taken("getChannel", channel, [], false, { author_id })).toEqual([]);
	});

	const limits = ["0", "101", "-1", "1.5", "1e1", "0x10", "%205", "05"];
	test.each([
		...limits.map((limit) => [`a limit of ${limit}`, found(["limit", limit])] as const),
		["no value of the list", found(["sort", "oldest"])],
		["a name twice", found(["q", "tide"])],
		["a name too few", taken("searchMessages", "/api/search", [["q", "tide"]])],
		["no id", taken("getChannel", "/api/channels/chn_1")],
		["an id in capitals", taken("getChannel", channel.replace("chn", "CHN"))],
		["what nobody may set", taken("getChannel", channel, [], true, { author_id })],
	] as const)("is not, with %s", (_, complaints) => expect(complaints).toHaveLength(1));

	test("is planted under every name that the document has", () => {
		const names = ["role", "author_id", "id", "created_by", "seq", "user_id", "isUnlimited"];
		expect([...planted.keys()]).toEqual(expect.arrayContaining(names));
		expect(planted.size).toBeGreaterThan(100);
	});
});
