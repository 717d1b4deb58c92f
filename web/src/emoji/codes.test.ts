import { beforeAll, describe, expect, test } from "vitest";
import { emojiNamed, withEmoji } from "./codes.ts";
import { emojiList } from "./list.ts";
import { toned } from "./tones.ts";

beforeAll(() => emojiList.load());

test.each([
	[":tada:", "🎉"],
	["ship it :+1:", "👍"],
	["no :-1:", "👎"],
	[":TADA:", "🎉"],
	["（:crab:", "🦀"],
	["！:crab:", "🦀"],
	["：crab：", "🦀"],
	["🎉:crab:", "🦀"],
	["\u200f:crab:", "🦀"],
	["**:crab:", "🦀"],
	["ありがとう:crab:", "🦀"],
	["ガ:crab:", "🦀"],
	["か\u3099:crab:", "🦀"],
	["谢谢：crab：", "🦀"],
	["고마워:crab:", "🦀"],
	["ก็:crab:", "🦀"],
	["ສະບາຍດີ:crab:", "🦀"],
	["សួស្ដី:crab:", "🦀"],
	["မင်္ဂလာပါ:crab:", "🦀"],
])("at the end of “%s” stands %s", (text, emoji) => {
	expect(emojiNamed(text)?.emoji).toBe(emoji);
});

test.each([
	":nothing:",
	"10:crab:",
	"at 12:30:",
	"std::crab:",
	"https://x.test/:crab:",
	"й:crab:",
	"हिन्दी:crab:",
	"שלום:crab:",
	":crab",
	"::",
	"",
])("at the end of “%s” stands none", (text) => {
	expect(emojiNamed(text)).toBeUndefined();
});

const pasted = (text: string, from = 0) => withEmoji(text, from, (emoji) => emoji);

describe("what is pasted", () => {
	test.each([
		[":tada: done :heart:", "🎉 done ❤️"],
		[":rocket::tada:", "🚀🎉"],
		["ありがとう:tada:、สวัสดี:wave:", "ありがとう🎉、สวัสดี👋"],
		["(:+1:) :x:, :100:!", "(👍) ❌, 💯!"],
		["发布了 :tada: ！", "发布了 🎉 ！"],
		["שלום :wave: עולם", "שלום 👋 עולם"],
		["line\n:eyes:\n", "line\n👀\n"],
		["`:tada:` :tada:", "`:tada:` 🎉"],
		["``a ` :tada:`` :tada:", "``a ` :tada:`` 🎉"],
		["```\n:tada:\n```\n:tada:", "```\n:tada:\n```\n🎉"],
		["~~~\n```\n:tada:\n~~~\n:tada:", "~~~\n```\n:tada:\n~~~\n🎉"],
		["```:tada:``` :tada:", "```:tada:``` 🎉"],
	])("%j becomes %j", (text, shown) => {
		expect(pasted(text)).toBe(shown);
	});

	test.each([
		"12:30:45",
		"a:b:c",
		"std::tada::x",
		"::tada::",
		"https://x.test/:tada:",
		"key:tada:value",
		":nothing:",
		":: ::",
		"2001:db8::100:0",
		"`:tada:",
		"```\n:tada:",
	])("%j stays", (text) => {
		expect(pasted(text)).toBe(text);
	});

	test("what stood before it stays", () => {
		const text = ":tada: :tada:\n:heart: :heart:";
		expect(pasted(text, 7)).toBe(":tada: 🎉\n❤️ ❤️");
		expect(pasted(text, 22)).toBe(":tada: :tada:\n:heart: ❤️");
	});

	test("has the skin tone that was chosen", () => {
		expect(withEmoji(":wave: :tada:", 0, (emoji) => toned(emoji, "🏽"))).toBe("👋🏽 🎉");
	});

	test("does not take long", () => {
		for (const piece of [":", "`", ":a", ":tada:", "a\u0301:", "```\n", "` :", "\u0301", "：x：", "~~~"]) {
			const before = performance.now();
			pasted(piece.repeat(40_000 / piece.length));
			expect(performance.now() - before, piece).toBeLessThan(500);
		}
	});
});
