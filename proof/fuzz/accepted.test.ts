import { expect, test } from "vitest";
import { operationOf as operation, operations } from "../operations.ts";
import { ofTaking } from "./accepted.ts";
import { type Draft, blank, requestFrom } from "./drafts.ts";
import { plantable } from "./planted.ts";
import { unreachable } from "./results.ts";

const taken = (name: string, path: string, draft: Partial<Draft> = {}, body = "{}") =>
	ofTaking(requestFrom({ ...blank("GET", path), ...draft }), { status: 200, headers: [], body }, operation(name));

const nowhere = "01jd7xk3m9h5q2w8e4r6t0y1z7";
const found = (...more: Draft["query"]) =>
	taken("searchMessages", "/api/search", { query: [["workspace_id", `wsp_${nowhere}`], ["q", "tide"], ...more] });

test("what the document allows in an address is taken", () => {
	expect(found()).toEqual([]);
	expect(found(["limit", "100"], ["sort", "newest"], ["unknown", "x"])).toEqual([]);
	expect(taken("getChannel", `/api/channels/chn_${nowhere}`)).toEqual([]);
});

test("what it forbids is not: a value of no kind that it knows, a name twice, one that has to be there, an id", () => {
	for (const limit of ["0", "101", "-1", "1.5", "1e1", "0x10", "", " 5", "05"])
		expect(found(["limit", limit]), limit).toHaveLength(1);
	expect(found(["sort", "oldest"])).toHaveLength(1);
	expect(found(["q", "tide"])).toHaveLength(1);
	expect(taken("searchMessages", "/api/search", { query: [["q", "tide"]] })).toHaveLength(1);
	expect(taken("getChannel", "/api/channels/chn_1")).toHaveLength(1);
	expect(taken("getChannel", `/api/channels/CHN_${nowhere}`)).toHaveLength(1);
});

test("an answer that carries what nobody may set is found", () => {
	const [, author_id] = plantable.find(([name]) => name === "author_id")!;
	const body = JSON.stringify({ author_id });
	expect(taken("getChannel", `/api/channels/chn_${nowhere}`, { isPlanting: true }, body)).toHaveLength(1);
	expect(taken("getChannel", `/api/channels/chn_${nowhere}`, {}, body)).toEqual([]);
});

test("among what nobody may set is everything that the document has a name for", () => {
	const names = new Set(plantable.map(([name]) => name));
	for (const name of ["role", "author_id", "id", "created_by", "seq", "user_id", "isUnlimited"])
		expect(names).toContain(name);
	expect(names.size).toBeGreaterThan(100);
});

test("what is said not to be reached is in the document", () => {
	const listed = new Set(operations.flatMap(({ responses }) => Object.keys(responses)));
	for (const { statuses } of unreachable) for (const status of statuses) expect(listed).toContain(status);
});
