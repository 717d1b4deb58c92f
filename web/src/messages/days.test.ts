import { expect, test } from "vitest";
import { since, wholeDay } from "./days.ts";

const now = new Date("2026-11-09T12:00:00Z");
const ago = (minutes: number) => since(new Date(now.getTime() - minutes * 60_000).toISOString(), now);

test("what happened in the last minute was just now", () => {
	expect([0, 0.4, 1, 59, 60, 1_440, 2_880].map(ago)).toEqual([
		"just now",
		"just now",
		"1 min. ago",
		"59 min. ago",
		"1 hr. ago",
		"yesterday",
		"2 days ago",
	]);
});

test("a whole day has its year", () => {
	expect(wholeDay("2026-11-09T12:00:00Z")).toBe("Monday, November 9, 2026");
});
