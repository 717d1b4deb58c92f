import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { brief, json, jsonPieces, visible, width, wrap } from "./text.ts";

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

test("JSON in pieces is the same text, and no piece holds more than one item of a list", () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect([...jsonPieces(value)].join("")).toBe(json(value, 2));
		}),
	);
	const page = { messages: Array.from({ length: 1_000 }, (_, id) => ({ id, body: "x".repeat(100) })), has_older: true };
	expect([...jsonPieces(page)].join("")).toBe(json(page, 2));
	expect(Math.max(...[...jsonPieces(page)].map(({ length }) => length))).toBeLessThan(200);
	const sparse = { a: undefined, b: [{ c: undefined }], d: undefined };
	expect([...jsonPieces(sparse)].join("")).toBe(json(sparse, 2));
});

test("a text is as wide as its letters, the first time and again", () => {
	const wide = ["上", "가", "ぁ", "か\u3099", "é", "e\u0301", "👩‍💻", "1️⃣", "हि", "ﾀﾞ", "\t", "a"];
	for (const text of [...wide, ...wide, wide.join(""), ...characters.slice(0x3000, 0xd800).map((one) => `${one}é`)])
		expect(width(text)).toBe(stringWidth(text));
});

test("a text of many different letters that is four times as long takes about four times as long to break", () => {
	const text = characters.slice(0x4e00, 0x9e00).join("").repeat(2);
	expect(wrap(text, 80)).toHaveLength(1024);
	const took = (length: number) => {
		const before = process.threadCpuUsage();
		wrap(text.slice(0, length), 80);
		return process.threadCpuUsage(before).user;
	};
	// quadratic time would be sixteen times as long; whatever else the machine does counts now and then
	const ratios = Array.from({ length: 5 }, () => took(text.length) / took(text.length / 4));
	expect(Math.min(...ratios)).toBeLessThan(9);
});
