import { expect, test } from "vitest";
import type { z } from "zod";
import { isAct, max_values } from "./acts.ts";
import { bodySchema, givenIn, parseInput } from "./input.ts";
import { extentOf } from "./json.ts";
import { operations } from "./operations.ts";
import type { Route } from "./route.ts";

const all = Object.values<Route>(operations);
const acts = all.filter(isAct);

test("R32: every operation of a workspace for people and bots is an act, but for the upgrade itself, files and its deletion", () => {
	const others = all.filter((route) => !isAct(route) && route.workspace !== undefined);
	const names = others.map(({ name, access }) => [name, access]);
	expect(Object.fromEntries(names)).toEqual({
		connect: "realtime:read",
		createOperatorInvite: "operator",
		createUpload: "uploads:write",
		// it would close the socket before its answer
		deleteWorkspace: "human",
		downloadUpload: "messages:read",
		exportAuditLog: "human",
		exportWorkspace: "human",
		previewInvite: "public",
		restoreWorkspace: "operator",
	});
	expect(acts.length).toBeGreaterThan(30);
});

/** The names in a schema of an object, whatever is wrapped around it. */
function namesIn(schema: z.ZodType | undefined): string[] {
	const def = schema?.def as { in?: z.ZodType; shape?: object } | undefined;
	return def?.in ? namesIn(def.in) : Object.keys(def?.shape ?? {});
}

test.each(acts)("R32: the values of $name can stand in one object", (route) => {
	const [path, query, body] = [namesIn(route.params), namesIn(route.query), namesIn(bodySchema(route))];
	expect(new Set([...path, ...query, ...body]).size).toBe(path.length + query.length + body.length);
	expect([query, body]).toContainEqual([]);
});

const read = (name: keyof typeof operations, input: object) =>
	parseInput(operations[name], givenIn(operations[name], input, "run-7"));
const channel_id = "chn_01jd7xk3m9h5q2w8e4r6t0y1z7";

test("R38: counting the values of a message stops where there are too many", () => {
	const [few, many] = ['{"a":[1,2],"b":{"c,[{":"\\\\\\",[["}}', `[${"[],".repeat(100_000)}1]`];
	expect(extentOf(few)).toEqual({ depth: 2, values: 5 });
	expect(extentOf(many, max_values)).toMatchObject({ values: max_values + 1 });
	expect(extentOf('["without an end \\",[')).toEqual({ depth: 1, values: 1 });
});

test("R32: what is named like an inherited property is no value of the path", () => {
	const input = JSON.parse(
		`{"channel_id":"${channel_id}","body":"x","__proto__":{"nonce":"n"},"constructor":1}`,
	) as object;
	expect(read("createMessage", input)).toEqual({ conversation_id: channel_id, body: "x", correlation_id: "run-7" });
});

test("R32: an empty value of a query is absent, and one of a body clears what may be cleared", () => {
	expect(read("listMessages", { channel_id, limit: "", before_seq: null })).toMatchObject({ limit: 100 });
	expect(read("updateChannel", { channel_id, topic: "" })).toMatchObject({ topic: "" });
});
