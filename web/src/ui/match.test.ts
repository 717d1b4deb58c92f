import { expect, test } from "vitest";
import { fit } from "./match.ts";

const best = (typed: string, names: string[]) =>
	names.filter((name) => fit(name, typed) > 0).toSorted((a, b) => fit(b, typed) - fit(a, typed));

test("the whole name comes before its beginning, a word of it, a part of it, and letters in order", () => {
	const names = ["s-e-a", "overseas", "deep-sea", "seaweed", "sea", "land"];
	expect(best("sea", names)).toEqual(["sea", "seaweed", "deep-sea", "overseas", "s-e-a"]);
});

test("case and marks make no difference, in any script", () => {
	expect(fit("Crème brûlée", "creme")).toBeGreaterThan(10);
	expect(fit("Мой Лёд", "лед")).toBeGreaterThan(10);
	expect(fit("東京タワー", "タワ")).toBeGreaterThan(10);
	expect(fit("ＡＢＣ", "abc")).toBe(100);
	expect(fit("한국어", "한국")).toBeGreaterThan(10);
});

test("nothing typed fits everything alike, and what lacks a letter does not fit", () => {
	expect(fit("general", " ")).toBe(1);
	expect(fit("general", "generals")).toBe(0);
});
