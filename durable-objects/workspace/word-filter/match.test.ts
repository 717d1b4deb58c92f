import { describe, expect, test } from "vitest";
import { matcherOf } from "./match.ts";

describe("a word of the filter", () => {
	test.each([
		["kelp", "KELP!"],
		["kelp", "fresh-kelp, daily"],
		["kelp", "k\u00adel\u200bp"],
		["kelp", "ｋｅｌｐ"],
		["Straße", "die STRASSE"],
		["ΟΔΟΣ", "οδος"],
		["straß*", "strassenbahn"],
		["buy now", "Buy   NOW"],
		["buy now", "buy, now"],
		["buy cheap pe*", "buy cheap pearls"],
		["kelp.example", "see kelp.example/x"],
		["ขยะ", "นี่คือขยะทั้งหมด"],
		["垃圾", "这是垃圾邮件"],
		["سيئ", "والسيئة"],
	])("%j is found in %j", (word, text) => {
		expect(matcherOf(["other", word])(text)).toBe(word);
	});

	test.each([
		["kelp", "kelpie"],
		["kelp", "my_kelp"],
		["kelp", "kélp"],
		["kel*", "skelp"],
		["buy now", "buy it now"],
		["buy now", "now buy"],
		["a b c", "a b"],
	])("%j is not in %j", (word, text) => {
		expect(matcherOf([word])(text)).toBeUndefined();
	});

	test("is the first of several that end in the same place", () => {
		expect(matcherOf(["buy now", "now"])("buy now")).toBe("buy now");
		expect(matcherOf([])("buy now")).toBeUndefined();
	});
});

test("the longest text with the worst of words is read step by step, not again for each of them", () => {
	const words = Array.from({ length: 200 }, (_, n) => `${"a ".repeat(20)}b${n}`);
	expect(matcherOf(words)("a ".repeat(32_000))).toBeUndefined();
	const parts = Array.from({ length: 200 }, (_, n) => `${"ก".repeat(50)}ข${n}`);
	expect(matcherOf(parts)("ก".repeat(64_000))).toBeUndefined();
	expect(matcherOf(words)("\u0301\u0316".repeat(32_000))).toBeUndefined();
});
