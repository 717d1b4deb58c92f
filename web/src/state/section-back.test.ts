import type { Sidebar } from "@clickclack/sdk";
import { sidebarAfter } from "@clickclack/sdk/sidebar-changes";
import { expect, test } from "vitest";
import { sectionBack } from "./section-back.ts";

const [work, home] = ["sec_0work", "sec_0home"] as const;
const before: Sidebar = {
	sections: [
		{ key: home, name: "Home", ids: ["chn_0a"] },
		{ key: work, name: "Work", ids: ["chn_0c", "dm_0b", "chn_0d"] },
		{ key: "starred", ids: ["chn_0e"] },
	],
};
const without = sidebarAfter(before, { remove: { key: work } });
const back = (now: Sidebar): Sidebar =>
	sectionBack(before, now, work).reduce<Sidebar>((shown, change) => sidebarAfter(shown, change), now);

test("a section comes back with its name, where it was, with what was in it in its order", () => {
	expect(without.sections.map(({ key }) => key)).toEqual([home, "starred"]);
	expect(back(without)).toEqual(before);
});

test("what was moved or made meanwhile stays", () => {
	const moved = sidebarAfter(without, { move: { scope_id: "dm_0b", section: "starred", order: [] } });
	const now = sidebarAfter(moved, { put: { key: "sec_0new", name: "New" } });
	const { sections } = back(now);
	expect(sections.map(({ key }) => key).filter((key) => key !== "sec_0new")).toEqual([home, work, "starred"]);
	expect(Object.fromEntries(sections.map(({ key, ids }) => [key, ids]))).toEqual({
		[home]: ["chn_0a"],
		sec_0new: [],
		[work]: ["chn_0c", "chn_0d"],
		starred: ["chn_0e", "dm_0b"],
	});
});

test("one that was empty comes back empty", () => {
	const empty: Sidebar = { sections: [{ key: work, name: "Work", ids: [] }] };
	const changes = sectionBack(empty, { sections: [] }, work);
	expect(changes.reduce<Sidebar>((shown, change) => sidebarAfter(shown, change), { sections: [] })).toEqual(empty);
});
