import { expect, test } from "vitest";
import { fieldOf, inMinutes, morningIn, nextMonday } from "./times.ts";

test("nine in the morning is by the calendar, also over the end of a month and when the clocks change", () => {
	expect(fieldOf(morningIn(new Date(2026, 0, 31, 23, 59), 1))).toBe("2026-02-01T09:00");
	for (const month of [2, 3, 9, 10])
		for (let day = 1; day <= 31; day++) expect(morningIn(new Date(2026, month, day, 12), 1).getHours()).toBe(9);
});

test("the next Monday is never today or tomorrow", () => {
	// 2026-11-30 is a Monday
	const days = [30, 29, 28, 27].map((day) => fieldOf(nextMonday(new Date(2026, 10, day, 8))));
	expect(days).toEqual(["2026-12-07T09:00", "2026-12-07T09:00", "2026-11-30T09:00", "2026-11-30T09:00"]);
});

test("an hour is an hour", () => {
	expect(inMinutes(new Date(0), 60).getTime()).toBe(3_600_000);
});
