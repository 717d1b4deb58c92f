import { expect, test } from "vitest";
import { timeThere } from "./local-time.ts";

const noon = new Date("2026-12-01T12:00:00Z");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

test("the time of somebody in another zone is told, with the day where that is another", () => {
	expect(timeThere(noon, here)).toBe(
		new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(noon),
	);
	const days = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].map((zone) => timeThere(noon, zone)!);
	expect(days.filter((time) => /^[^\d]*[A-Za-z]{3}/.test(time)).length).toBeGreaterThan(0);
	expect(days[0]).not.toBe(days[1]);
});

test("a zone that this browser does not know has no time", () => {
	expect(timeThere(noon, "Mars/Olympus")).toBeUndefined();
});
