import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emojiKey } from "./emoji-key.ts";
import { Emoji } from "./reactions.ts";

/** Forms that nobody can tell apart. */
const alike: Record<string, string[]> = {
	"a heart with and without its variation selector": ["\u2764", "\u2764\ufe0f", "\u2764\ufe0e"],
	"a keycap": ["1\u20e3", "1\ufe0f\u20e3"],
	"a joined emoji, qualified or not": ["🏳\u200d🌈", "🏳\ufe0f\u200d🌈"],
	"a detective": ["🕵🏽\u200d♂", "🕵🏽\u200d♂\ufe0f"],
	"a thumb with what is not drawn": [
		"👍",
		"👍\u200b",
		"👍\u200d",
		"\u2060👍",
		"\ufeff👍",
		"👍\ufe0f",
		"\u200f👍\u200e",
	],
	"a flag with a tag too many": ["🇩🇪", "🇩🇪\u{e007f}"],
	"Latin with marks": ["café", "cafe\u0301", "ca\u00adfe\u0301", "caf\u200ce\u034f\u0301"],
	"Vietnamese, marks in another order": ["ệ", "e\u0323\u0302", "e\u0302\u0323"],
	Greek: ["ώ", "ω\u0301", "\u1f7d", "ω\u200d\u0301"],
	Cyrillic: ["йод", "и\u0306од", "й\u200bод"],
	Arabic: ["آه", "ا\u0653ه", "آه\u200f", "\u061cآه"],
	Hebrew: ["\ufb2c", "ש\u05bc\u05c1", "ש\u05c1\u05bc\u200d"],
	Hindi: ["\u0958", "क\u093c", "क\u093c\u200b"],
	Tamil: ["கொ", "க\u0bc6\u0bbe", "கொ\u2060"],
	Thai: ["ดีมาก", "ดี\u200bมาก"],
	"Thai am": ["น\u0e49\u0e33", "น\u0e49\u0e4d\u0e32", "น\u0e4d\u0e49\u0e32", "น\u0e49\u0e4d\u200b\u0e32"],
	"Lao am": ["ນ\u0ec9\u0eb3", "ນ\u0ec9\u0ecd\u0eb2", "ນ\u0ecd\u0ec9\u0eb2"],
	Lao: ["ດີ", "ດີ\u200d"],
	Khmer: ["ល្អ", "ល្អ\u200b", "ល្អ\u17b4"],
	Burmese: ["ကောင်း", "ကောင်း\u200b"],
	Chinese: ["葛", "葛\u{e0100}", "葛\ufe00"],
	"a compatible ideograph": ["\uf900", "豈"],
	Japanese: ["が", "か\u3099", "が\u200d"],
	Korean: ["한글", "한글".normalize("NFD"), "한\u200b글"],
	"more or other blanks": ["well done", "well  done", "well\u00a0done", "well\u2003done", "well\u3164done"],
	Mongolian: ["ᠠ", "ᠠ\u180b"],
};

/** Forms that somebody can tell apart. */
const different: [string, string][] = [
	["👍", "👍🏽"],
	["👍🏻", "👍🏿"],
	["👩", "👨"],
	["👩\u200d🚀", "👩🚀"],
	["👨\u200d👩\u200d👧", "👨\u200d👩\u200d👦"],
	["👩🏽\u200d❤\u200d👨🏻", "👩🏻\u200d❤\u200d👨🏽"],
	["🏴", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"],
	[
		"🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
		"🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
	],
	["🇩🇪", "🇩"],
	["❤", "♥"],
	["1\u20e3", "1"],
	["⬆", "⬇"],
	[":claw:", ":Claw:"],
	["e", "é"],
	["ガ", "カ"],
	["ｶﾞ", "ガ"],
	["A", "Ａ"],
	["می\u200cخواهم", "میخواهم"],
	["क\u094d\u200dष", "क\u094dष"],
	["ক\u09cd\u200cষ", "ক\u09cdষ"],
	["हि", "ह"],
	["well done", "welldone"],
];

describe("what looks the same is one reaction", () => {
	test.each(Object.entries(alike))("%s", (_, forms) => {
		expect(new Set(forms).size).toBe(forms.length);
		expect(new Set(forms.map(emojiKey)).size).toBe(1);
		for (const form of forms) expect(Emoji.safeParse(form).success, form).toBe(true);
	});
});

test("what looks different is not", () => {
	expect(different.filter(([one, other]) => emojiKey(one) === emojiKey(other))).toEqual([]);
});

const pieces = [...new Set([...Object.values(alike), ...different].flat().flatMap((form) => [...form]))];
const forms = fc.array(fc.constantFrom(...pieces, "a", " "), { maxLength: 20 }).map((all) => all.join(""));

test("the key of a key is the same, and of a reaction that is accepted something is left", () => {
	fc.assert(
		fc.property(forms, (form) => {
			const key = emojiKey(form);
			expect(emojiKey(key)).toBe(key);
			expect(emojiKey(form.normalize("NFD"))).toBe(key);
			if (Emoji.safeParse(form).success) expect(key).not.toBe("");
		}),
		// marks of two scripts around a joiner, which NFD brings into another order
		{ numRuns: 2_000, examples: [["\u1038\u200c\u05c1\u1039"], ["\u1038\u05c1\u200c\u1039"]] },
	);
});
