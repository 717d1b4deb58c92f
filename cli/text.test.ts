import { expect, test } from "vitest";
import { brief, json, visible } from "./text.ts";

const characters = Array.from({ length: 0x11_00_00 }, (_, code) => String.fromCodePoint(code));
const kinds: [string, RegExp][] = [
	["controls", /\p{Cc}/u],
	["formats: directions, joiners, tags", /\p{Cf}/u],
	["line and paragraph separators", /[\p{Zl}\p{Zp}]/u],
	["lone surrogates", /\p{Cs}/u],
	["characters that are drawn as nothing", /\p{Default_Ignorable_Code_Point}/u],
];
test.each(kinds)("%s are printed as escapes, and escaped in JSON, which parses to the same value", (_, kind) => {
	const all = characters.filter((character) => kind.test(character));
	for (const character of all)
		if (!"\n\t".includes(character))
			expect(visible(`a${character}b`)).toBe(`a\\u{${character.codePointAt(0)!.toString(16)}}b`);

	const value = { [`key ${all.join("x")}`]: all };
	const printed = json(value, 2);
	expect(JSON.parse(printed)).toEqual(value);
	expect(printed.replaceAll("\n", "")).not.toMatch(kind);
	expect(visible(printed)).toBe(printed);
});

test("ordinary text is unchanged", () => {
	for (const text of [
		"Grüße, 上海 שלום",
		"a\ttab\nand a line",
		"👨‍👩‍👧 ❤️ 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇩🇪",
		"می\u200cخواهم",
		"क्\u200dष",
		"e\u0301",
	])
		expect(visible(text)).toBe(text);
});

test("a joiner that joins nothing is printed as an escape", () => {
	expect(visible("a\u200db م\u200c\u200cم 👨\u200d")).toBe("a\\u{200d}b م\\u{200c}\\u{200c}م 👨\\u{200d}");
});

test("a long text is cut, but never inside a character", () => {
	expect(brief("short", 5)).toBe("short");
	expect(brief("a🦀b", 2)).toBe("a…");
});
