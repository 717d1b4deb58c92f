import { expect, test } from "vitest";
import { endOf } from "./ends.ts";

const at = (day: number, hour = 0, minute = 0) => new Date(2026, 10, day, hour, minute);
/** A Wednesday. */
const now = at(4, 15, 30);

test("a status is cleared after minutes, at midnight, at the end of Sunday, at a time, or not at all", () => {
	expect(endOf("30", now, "")).toEqual(at(4, 16));
	expect(endOf("240", now, "")).toEqual(at(4, 19, 30));
	expect(endOf("today", now, "")).toEqual(at(5));
	expect(endOf("week", now, "")).toEqual(at(9));
	expect(endOf("date", now, "2026-11-20T09:05")).toEqual(at(20, 9, 5));
	expect(endOf("never", now, "")).toBeUndefined();
});

test("this week ends in the night after Sunday, also on a Sunday and on a Monday", () => {
	expect(endOf("week", at(8, 23), "")).toEqual(at(9));
	expect(endOf("week", at(9, 1), "")).toEqual(at(16));
});
