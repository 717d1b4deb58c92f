import type { Member } from "@clickclack/sdk";
import { expect, test } from "vitest";
import { roster } from "./roster.ts";

const person = (handle: string, display_name: string): Member => ({
	workspace_id: "wsp_1",
	role: "member",
	joined_at: "2026-05-08T12:00:00.000Z",
	user: {
		id: `usr_${handle}`,
		kind: "human",
		handle,
		display_name,
		avatar_url: "",
		created_at: "2026-05-08T12:00:00.000Z",
	},
});
const people = [person("grace", "Grace Hopper"), person("ada", "Ada Lovelace"), person("amazing", "Rear Admiral")];

const names = (online: string[], sought = "") =>
	roster(people, new Set(online), sought).map(({ title, members }) => [title, ...members.map((m) => m.user.handle)]);

test("those who are here stand before those who are away, each by name", () => {
	expect(names(["usr_grace"])).toEqual([
		["Here now", "grace"],
		["Away", "ada", "amazing"],
	]);
});

test("people are found by a part of the name or of the handle, with or without @", () => {
	expect(names([], "lovel")).toEqual([["Away", "ada"]]);
	expect(names([], "@GRACE")).toEqual([["Away", "grace"]]);
});

test("when nobody is found there are no groups", () => {
	expect(names([], "zuse")).toEqual([]);
});
