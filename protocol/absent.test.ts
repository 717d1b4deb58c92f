import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { withAbsent } from "./absent.ts";
import { bodySchema, parseInput } from "./input.ts";
import { operations } from "./operations.ts";
import type { Route } from "./route.ts";
import { UpdateMe } from "./users.ts";

type Refused = { refused: string };
const read = ({ params: _, ...route }: Route, query: object, body: object): object | Refused => {
	try {
		return parseInput({ ...route, params: undefined }, { params: {}, query, body, correlation_id: "" });
	} catch (error) {
		return { refused: (error as Error).message };
	}
};

/** The names in a schema of an object, whatever is wrapped around it. */
function namesIn(schema: z.ZodType | undefined): string[] {
	const def = schema?.def as { in?: z.ZodType; shape?: object } | undefined;
	return def?.in ? namesIn(def.in) : Object.keys(def?.shape ?? {});
}

const all = Object.values<Route>(operations);
const members = all.flatMap((route) => namesIn(bodySchema(route)).map((name) => [route.name, name, route] as const));
const parameters = all.flatMap((route) => namesIn(route.query).map((name) => [route.name, name, route] as const));

test("bodies and queries are found", () => {
	expect([members.length > 50, parameters.length > 30]).toEqual([true, true]);
});

test.each(members)("%s: a body in which %s is null is read like one without it", (_, name, route) => {
	const without = read(route, {}, {});
	const isEmptyChange = "refused" in without && without.refused === "give at least one field to change";
	expect(read(route, {}, { [name]: null })).toEqual(isEmptyChange ? {} : without);
});

test.each(parameters)("%s: a query in which %s is empty is read like one without it", (_, name, route) => {
	expect(read(route, { [name]: "" }, {})).toEqual(read(route, {}, {}));
});

describe("an empty text", () => {
	const given = (name: keyof typeof operations, body: object) => read(operations[name], {}, body);

	test.each([
		["updateMe", { handle: "" }],
		["updateWorkspace", { slug: "" }],
		["updateChannel", { kind: "" }],
		["moderateMember", { role: "", timeout_until: "" }],
		["acceptInvite", { handle: "", email: "" }],
	] as const)("counts as absent where %s takes one form: %j", (name, body) => {
		expect(given(name, body)).toEqual({});
	});

	test.each([
		["updateChannel", { topic: "", display_title: "", external_ref: "", external_url: "", icon_url: "" }],
		["moderateMember", { moderation_note: "" }],
		["updateMe", { avatar_url: "", appearance_preferences: { density: "" } }],
		[
			"publishEphemeral",
			{ workspace_id: "wsp_01jd7xk3m9h5q2w8e4r6t0y1z7", type: "presence.changed", payload: { status: "" } },
		],
	] as const)("is itself where %s takes it: %j", (name, body) => {
		expect(given(name, body)).toMatchObject(body);
	});

	test.each([
		["updateMe", { display_name: "" }, "display_name: must not be empty"],
		["updateWorkspace", { name: "", slug: "" }, "name: must not be empty"],
		["updateChannel", { archived: "" }, "archived: must be true or false"],
		["moderateMember", { timeout_minutes: "" }, "timeout_minutes: must be a number"],
		["createWorkspace", { name: "Reef", channels: "" }, "channels: must be a list"],
		["createWorkspace", { name: "Reef", channels: [""] }, "channels.0: must not be empty"],
		["createWorkspace", { name: "Reef", channels: [null] }, "channels.0: must be text"],
		["moderateMember", { role: "owner", timeout_until: "" }, 'role: must be one of "moderator", "member", "guest"'],
	] as const)("excuses nothing that is wrong: %s %j", (name, body, refused) => {
		const result = given(name, body);
		expect("refused" in result ? result.refused : undefined).toBe(refused);
	});
});

test("what counts as absent leaves no trace, at any depth", () => {
	const body = { appearance_preferences: { color_mode: null, density: "compact" }, notification_settings: null };
	expect(read(operations.updateMe, {}, body)).toStrictEqual({ appearance_preferences: { density: "compact" } });
});

test("null stays where it has a meaning", () => {
	expect(read(operations.createInvite, {}, { role: null, max_uses: null })).toMatchObject({
		role: "member",
		max_uses: null,
	});
	const payload = { thread_root_id: null, draft: null };
	const event = { workspace_id: "wsp_01jd7xk3m9h5q2w8e4r6t0y1z7", type: "presence.changed", payload };
	expect(read(operations.publishEphemeral, {}, event)).toHaveProperty("payload", { draft: null });
});

test("a body full of empty members is not read again: there may be as many as fit into it", () => {
	const of = (count: number) => {
		const channel_order = Object.fromEntries(Array.from({ length: count }, (_, n) => [`x${n}`, null]));
		const change = { sidebar_preferences: { channel_order } };
		return withAbsent(change, UpdateMe.safeParse(change).error!.issues);
	};
	expect(of(64)).toBeDefined();
	expect(of(65)).toBeUndefined();
});

test("nothing else changes its meaning: a number that is too large is not taken for null", () => {
	const terms = { role: null, max_uses: Infinity };
	expect(read(operations.createInvite, {}, terms)).toHaveProperty("refused");
});
