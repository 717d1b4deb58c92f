import { ulid } from "ulid";
import { expect, test } from "vitest";
import { hueOf, hues } from "./hue.ts";

test("people who join one after the other have all colours, about equally often", () => {
	const began = Date.parse("2026-05-08T12:00:00Z");
	const counts = Array.from({ length: hues }, () => 0);
	for (let n = 0; n < 1_600; n++) counts[hueOf({ id: `usr_${ulid(began + n * 60_000)}` })]!++;
	expect(Math.min(...counts)).toBeGreaterThan(60);
	expect(Math.max(...counts)).toBeLessThan(140);
});

test("a person keeps one colour", () => {
	const id = `usr_${ulid()}`;
	expect(hueOf({ id })).toBe(hueOf({ id }));
});

test("the first sixteen members of a workspace have different colours", () => {
	const given = Array.from({ length: hues }, (_, n) => hueOf({ id: `usr_${ulid(0)}`, member_number: n + 1 }));
	expect(new Set(given).size).toBe(hues);
});
