import { expect, test } from "vitest";
import { clock } from "../ui/time.ts";
import { momentOf } from "./moment.ts";

// a Wednesday
const now = new Date("2026-11-18T15:00:00");
const said = (day: string) => momentOf(`${day}T10:42:00`, now).replace(clock(`${day}T10:42:00`), "10:42");

test("the day is said unless it is today: by its name within a week, and with the year when that is another", () => {
	expect(said("2026-11-18")).toBe("10:42");
	expect(said("2026-11-17")).toBe("yesterday, 10:42");
	expect(said("2026-11-16")).toBe("Monday, 10:42");
	expect(said("2026-11-12")).toBe("Thursday, 10:42");
	expect(said("2026-11-11")).toMatch(/^(Nov 11|11 Nov), 10:42$/);
	expect(said("2025-12-24")).toMatch(/^(Dec 24, 2025|24 Dec 2025), 10:42$/);
});
