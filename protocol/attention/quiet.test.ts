import { expect, test } from "vitest";
import { isQuiet } from "./quiet.ts";

const at = (time: string) => new Date(`2026-07-01T${time}:00Z`);
const night = { from: "22:00", until: "07:30", time_zone: "Europe/Berlin" };
const noon = { from: "12:00", until: "13:00", time_zone: "UTC" };

test.each<[string, typeof night, string, boolean]>([
	["before midnight", night, "21:00", true],
	["at the first minute", night, "20:00", true],
	["before it", night, "19:59", false],
	["after midnight", night, "05:29", true],
	["at the end", night, "05:30", false],
	["within a day", noon, "12:30", true],
	["after that", noon, "13:00", false],
])("quiet hours in their own zone: %s", (_, quiet_hours, time, isNow) => {
	expect(isQuiet({ quiet_hours }, at(time))).toBe(isNow);
});

test("a pause ends by itself", () => {
	const paused = { paused_until: "2026-07-01T10:00:00.000Z" };
	expect([at("09:59"), at("10:00")].map((now) => isQuiet(paused, now))).toEqual([true, false]);
	expect(isQuiet({}, at("10:00"))).toBe(false);
});
