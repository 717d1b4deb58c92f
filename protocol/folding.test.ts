import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CreateChannel } from "./channels.ts";
import { folded, isSpelled, slugify, withoutMarks } from "./folding.ts";
import { CreateWorkspace } from "./workspaces.ts";

/** What a new channel is called. */
const called = (name: string) => slugify(CreateChannel.shape.name.parse(name));
const refusal = (name: string) => CreateChannel.shape.name.safeParse(name).error?.issues[0]?.message;

/** Words that stay as they are: each letter and mark of them is one to its readers. */
const words = {
	Latin: "general_2",
	Greek: "γενικα",
	Cyrillic: "мой-їжак-ўзор",
	Macedonian: "ѓаково-ќе",
	Arabic: "محمد",
	Persian: "گفتگو",
	Hebrew: "שלום",
	Hindi: "हिन्दी",
	Marathi: "ज्ञान-कृष्ण",
	Bengali: "বাংলা",
	Tamil: "தமிழ்",
	Sinhala: "සිංහල",
	Thai: "ทำงาน-น้ำ",
	Lao: "ໜັງສື-ນ້ຳ",
	Khmer: "ភាសាខ្មែរ",
	Burmese: "မြန်မာ-လျှော့ဈေး",
	Tibetan: "བོད",
	Chinese: "上海市",
	Japanese: "ガイド-ぱんだ-が",
	Ainu: "ア゚ㇰ",
	Korean: "한국어",
	"Korean letters": "ㅋㅋㅎㅏㅠ",
	Amharic: "አማርኛ",
	Georgian: "ქართული",
};

describe.each(Object.entries(words))("%s", (_, word) => {
	test("is called as it is written, composed or in parts, in capitals, with what cannot be seen", () => {
		const spellings = [
			word,
			word.normalize("NFD"),
			word.normalize("NFC"),
			word.toUpperCase(),
			` ${word} `,
			`#${word}!`,
		];
		const unseen = Array.from("\u00ad\u200b\u2060\ufe0f\u034f\u{e0100}", (sign) => Array.from(word).join(sign));
		for (const name of [...spellings, ...unseen]) expect(called(name)).toBe(word.normalize("NFC"));
	});

	test("keeps its letters in search", () => expect(withoutMarks(word.normalize("NFD"))).toBe(word.normalize("NFC")));
});

test.each([
	["Général Chat!", "general-chat"],
	["Việt Nam", "viet-nam"],
	["ΓΕΝΙΚΆ", "γενικα"],
	["ΟΔΌΣ.ΑΒ", "οδος-αβ"],
	["οδός.αβ", "οδος-αβ"],
	["τελοσ", "τελος"],
	["Σίσυφος", "σισυφος"],
	["_ and _", "and"],
	["Ёлка", "елка"],
	["и\u0301й\u0301", "ий"],
	["مُحَمَّد", "محمد"],
	["שָׁלוֹם", "שלום"],
	["می\u200cخواهم", "میخواهم"],
	["นํ้า ทํา", "น้ำ-ทำ"],
	["ｶﾞｲﾄﾞ ﾊﾟﾝ", "ガイド-パン"],
	["ＡＢＣ　１２３", "abc-123"],
	["ﬁnance", "finance"],
	["葛\u{e0100}城", "葛城"],
	["soft\u00adhyphen", "softhyphen"],
	["Zalgo" + "\u0301".repeat(40), "zalgo"],
	["क" + "\u093c\u0941".repeat(30), "क" + "\u093c\u0941".repeat(4)],
	["\u093f\u093fक", "क"],
	["release 🚀 now", "release-🚀-now"],
	["release🚀", "release🚀"],
	["😀\u200d😀", "😀😀"],
	["🏴\u{e0078}\u{e007f}", "🏴"],
	["issue #5, a.b", "issue-5-a-b"],
])("the channel %j is called %s", (given, name) => expect(called(given)).toBe(name.normalize("NFC")));

test.each([
	["C", "c"],
	["C++", "c-plus-plus"],
	["Ｃ＋＋", "c-plus-plus"],
	["C#", "c-sharp"],
	["C♯", "c-sharp"],
	["C++20", "c-plus-plus-20"],
	["A+", "a-plus"],
	["NET", "net"],
	[".NET", "dot-net"],
	["so…", "so"],
])("signs that make another name are words in it: %s is %s", (given, name) => {
	expect(called(given)).toBe(name);
	expect(isSpelled(given)).toBe(/[-]/.test(name));
});

test.each(["❤️", "👍🏽", "👩‍👩‍👧‍👦", "👁️‍🗨️", "🕵️‍♂️", "☝🏽", "1️⃣", "#️⃣", "🇨🇭", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ℹ️", "Ⓜ️", "㊗️", "🈁", "🈚", "™️", "🎉"])(
	"%s is called so, with variation selectors or without",
	(emoji) => {
		expect(called(emoji)).toBe(emoji);
		expect(called(emoji.replaceAll("\ufe0f", ""))).toBe(emoji);
		expect(called(emoji.replaceAll("\ufe0f", "\ufe0e"))).toBe(emoji);
		expect(called(`The ${emoji}\ufe0f`)).toBe(`the-${emoji}`);
	},
);

test.each(["!!!", "---", "+", "#", "（）", "…", "★", "→"])("a channel cannot be called %s: nothing is left", (name) =>
	expect(refusal(name)).toBe("must have a letter, a digit or an emoji in it"),
);

test.each(["\u3164", "\u0301", "\u2800", "\u200b", "\ufe0f"])(
	"a channel cannot be called %j, which is not seen",
	(name) => expect(refusal(name)).toBe("must have something in it that can be seen"),
);

test("a channel's name does not turn what is beside it around", () => {
	for (const sign of "\u202a\u202e\u2066\u2068\u2069") expect(refusal(`a${sign}b`)).toMatch(/direction overrides/);
});

test("two first channels of a workspace are not the same in two spellings", () => {
	const both = (...channels: string[]) => CreateWorkspace.safeParse({ name: "Reef", channels }).success;
	expect(both("ガイド", "ｶﾞｲﾄﾞ")).toBe(false);
	expect(both("❤", "❤️")).toBe(false);
	expect(both("C++", "C#")).toBe(true);
});

const pieces = [
	...Object.values(words),
	..."aÉß#+*. _-👍❤☝🏽🏴🇨\ufe0f\u200d\u20e31\u0301\u3099\u064e\u3164\u200b\u202eﷺ｡ﾞﾡ℡",
];

test("whatever is written, it is called the same in every spelling, and what it is called too", () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 }), (name) => {
			const slug = slugify(name);
			expect(slug).toBe(slug.normalize("NFC"));
			expect(slug).toMatch(/^(?!-)[\p{L}\p{N}\p{M}\p{Emoji}\u200d\u{e0020}-\u{e007f}_-]*(?<!-)$/u);
			for (const again of [slug, name.normalize("NFD"), name.normalize("NFC")]) expect(slugify(again)).toBe(slug);
		}),
		{ numRuns: 2_000 },
	);
});

test("what is typed of a Greek name in capitals is a part of it, though it ends there", () => {
	expect(folded("Κώστας")).toContain(folded("ΚΏΣ"));
	expect(folded("οδοστρωμα")).toContain(folded("ΟΔΟΣ"));
});

test.each([
	["Łukasz Żółć", "lukasz zolc"],
	["Bjørn Ødegård", "bjorn odegard"],
	["Groß Weiẞ", "gross weiss"],
	["Đặng Ħal Œdip Ærø Þór Ŧ ışık", "dang hal oedip aero thor t isik"],
	["علی", "علي"],
])("a plain keyboard finds %s", (name, expected) => expect(folded(name)).toBe(expected));

test("letters of their own stay in what a channel is called", () => {
	expect(["Größe", "Łódź", "Ørsted"].map(called)).toEqual(["große", "łodz", "ørsted"]);
});

test("a line below a word is no name by itself", () => {
	expect(refusal("_")).toBe("must have a letter, a digit or an emoji in it");
	expect(refusal("___ _")).toBe("must have a letter, a digit or an emoji in it");
	expect(called("_a_")).toBe("_a_");
});
