import type { Member } from "@clickclack/sdk";
import { expect, test } from "vitest";
import { memberGroups } from "./member-groups.ts";

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

const names = (online: string[], query = "") =>
	memberGroups(people, (id) => online.includes(id), query).map(({ title, members }) => [
		title,
		...members.map((m) => m.user.handle),
	]);

test("members who are online come before those who are offline, each by name", () => {
	expect(names(["usr_grace"])).toEqual([
		["Online", "grace"],
		["Offline", "ada", "amazing"],
	]);
});

test("numbers in names are in their own order", () => {
	const crabs = ["Crab 10", "Crab 9", "Crab 100"].map((name, at) => person(`crab-${at}`, name));
	const [group] = memberGroups(crabs, () => false, "");
	expect(group!.members.map(({ user }) => user.display_name)).toEqual(["Crab 9", "Crab 10", "Crab 100"]);
});

test("a part of the name or of the handle finds a member, with or without @", () => {
	expect(names([], "lovel")).toEqual([["Offline", "ada"]]);
	expect(names([], "@GRACE")).toEqual([["Offline", "grace"]]);
});

test("when nobody is found, there are no groups", () => {
	expect(names([], "zuse")).toEqual([]);
});
