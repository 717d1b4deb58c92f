import fc from "fast-check";
import { expect, test } from "vitest";
import { isInCode, isInFence } from "./code.ts";
import * as formatting from "./formatting.ts";
import { pasteLink } from "./links.ts";
import { changeOf } from "../ui/type-into.ts";
import { insert, type Text } from "./text.ts";

/** `a ‹b› c` is the text `a b c` with b selected, `a |b` one with the caret. */
function text(drawn: string): Text {
	const start = drawn.search(/[‹|]/);
	const end = drawn.includes("›") ? drawn.indexOf("›") - 1 : start;
	return { value: drawn.replace(/[‹|]/, "").replace("›", ""), start, end };
}

const draw = ({ value, start, end }: Text) =>
	`${value.slice(0, start)}${start === end ? "|" : `‹${value.slice(start, end)}›`}${value.slice(end)}`;

const bold = (drawn: string) => draw(formatting.bold(text(drawn)));
const italic = (drawn: string) => draw(formatting.italic(text(drawn)));
const code = (drawn: string) => draw(formatting.code(text(drawn)));
const link = (drawn: string) => draw(formatting.link(text(drawn)));

/** Words of many scripts, with all that a character can be made of. */
const words = [
	"word",
	"naïve",
	"cafe\u0301",
	"Ωμέγα",
	"Мой",
	"مرحبا",
	"שלום",
	"हिन्दी",
	"தமிழ்",
	"ภาษาไทย",
	"ພາສາລາວ",
	"ភាសាខ្មែរ",
	"မြန်မာ",
	"漢字",
	"ひらがな",
	"ｶﾀｶﾅ",
	"한국어",
	"한국어".normalize("NFD"),
	"👩🏽‍🚀",
	"❤️",
	"🇺🇳",
	"a\u00ADb",
	"x\u200By",
	"\u202Eabc\u202C",
];

test.each(words)("%s is made bold, italic, code and a link, and again what it was", (word) => {
	for (const [format, marked] of [
		[bold, `say **‹${word}›** now`],
		[italic, `say _‹${word}›_ now`],
		[code, `say \`‹${word}›\` now`],
	] as const) {
		expect(format(`say ‹${word}› now`)).toBe(marked);
		expect(format(marked)).toBe(`say ‹${word}› now`);
		expect(format(marked.replace(/[‹›]/g, "").replace(/ (\S+) /, " ‹$1› "))).toBe(`say ‹${word}› now`);
	}
	expect(link(`say ‹${word}› now`)).toBe(`say [${word}](https://|) now`);
	expect(link(link(`say ‹${word}› now`))).toBe(`say ‹${word}› now`);
});

test.each([" ", "\u00A0", "\u3000", "\t", "\n", " \n "])("blanks stay outside of every format: %j", (blank) => {
	expect(bold(`a‹${blank}word${blank}›b`)).toBe(`a${blank}**‹word›**${blank}b`);
	expect(italic(`a‹${blank}word${blank}›b`)).toBe(`a${blank}_‹word›_${blank}b`);
	expect(code(`a‹${blank}word${blank}›b`)).toBe(`a${blank}\`‹word›\`${blank}b`);
	expect(link(`a‹${blank}word${blank}›b`)).toBe(`a${blank}[word](https://|)${blank}b`);
	expect(bold(`a‹${blank}›b`)).toBe(`a${blank}**|**b`);
});

test.each([
	["say |", "say **|**"],
	["say **|**", "say |"],
	["‹one\n\ntwo›", "‹**one**\n\n**two**›"],
	["‹one\n\n\n  two \n›", "‹**one**\n\n\n  **two**› \n"],
	["‹one\ntwo›", "**‹one\ntwo›**"],
	["‹- one\n- two\n  - three›", "- ‹**one**\n- **two**\n  - **three**›"],
	["‹1. 漢字\n2. かな›", "1. ‹**漢字**\n2. **かな**›"],
	["‹> said\n\n# Title\n- [ ] to do›", "> ‹**said**\n\n# **Title**\n- [ ] **to do**›"],
	["‹before\n```\n**code**\n```\nafter›", "‹**before**\n```\n**code**\n```\n**after**›"],
	["‹**one**\n\ntwo›", "‹**one**\n\n**two**›"],
	["‹**a** and **b**›", "**‹a and b›**"],
	["‹***x***›", "‹*x*›"],
	["*‹x›*", "***‹x›***"],
	["日本‹重要›です", "日本**‹重要›**です"],
	["‹note:›x", "**‹note›**:x"],
	["‹(b)›c", "**‹(b›**)c"],
	["a‹(b)›", "a(**‹b)›**"],
	["‹note:› x", "**‹note:›** x"],
	["1‹0›0", "**‹100›**"],
	["H‹2›O", "H**‹2›**O"],
	["`a ‹b› c`", "`a ‹b› c`"],
	["```\n‹b›\n```", "```\n‹b›\n```"],
	["it`s ‹b›", "it`s **‹b›**"],
	["**‹abc› def**", "‹abc› **def**"],
	["**abc ‹def›**", "**abc** ‹def›"],
	["**abc ‹def› ghi** j", "**abc** ‹def› **ghi** j"],
	["**un‹believ›able**", "**un**‹believ›**able**"],
	["***abc ‹def› ghi***", "***abc** ‹def› **ghi***"],
	["**a** ‹b› **c**", "**a** **‹b›** **c**"],
	["**a|b**", "**a|b**"],
])("bold: %j becomes %j", (before, after) => expect(bold(before)).toBe(after));

test.each([
	["un‹believ›able", "un*‹believ›*able"],
	["H‹2›O", "_‹H2O›_"],
	["_abc ‹def›_", "_abc_ ‹def›"],
	["*abc ‹def›*", "*abc* ‹def›"],
	["snake_ca‹se›_name", "snake_ca*‹se›*_name"],
	["2 * 3 ‹x› * 4", "2 * 3 _‹x›_ * 4"],
	["snake_ca‹se_na›me", "snake_ca*‹se_na›*me"],
	["これ‹それ›あれ", "これ*‹それ›*あれ"],
	["これ*‹それ›*あれ", "これ‹それ›あれ"],
	["**‹x›**", "**_‹x›_**"],
	["‹snake_case_name›", "_‹snake_case_name›_"],
])("italic: %j becomes %j", (before, after) => expect(italic(before)).toBe(after));

test.each([
	["‹x\ny›", "```\n‹x\ny›\n```"],
	["```\n‹x\ny›\n```", "‹x\ny›"],
	["‹```ts\nx\ny\n```›", "‹x\ny›"],
	["see ‹x\n  y› here", "see\n```\n‹x\n  y›\n```\nhere"],
	["a\n  ‹if x:\n    y›\nb", "a\n```\n‹  if x:\n    y›\n```\nb"],
	["‹a\n```\nb\n```›", "````\n‹a\n```\nb\n```›\n````"],
	["````\n‹a\n```\nb\n```›\n````", "‹a\n```\nb\n```›"],
	["```\na\n```\n‹b›\n```\nc\n```", "```\na\n```\n`‹b›`\n```\nc\n```"],
	["```\na ‹b› c\n```", "‹a b c›"],
	["```\n|x\n```", "‹x›"],
	["```\nx\n‹y›\n```", "```\nx\n‹y›\n```"],
	["‹a`b›", "``‹a`b›``"],
	["``‹a`b›``", "‹a`b›"],
	["‹`a›", "`` ‹`a› ``"],
	["|", "`|`"],
	["`|`", "|"],
])("code: %j becomes %j", (before, after) => expect(code(before)).toBe(after));

test.each([
	["‹https://example.com›", "[|](https://example.com)"],
	["[do|cs](https://example.com)", "‹docs›"],
	["‹[docs](https://example.com)›", "‹docs›"],
	["[](https://exam|ple.com)", "‹https://example.com›"],
	["‹two\nlines›", "[two lines](https://|)"],
	["‹a[0]›", "[a\\[0\\]](https://|)"],
	["[a\\[0\\]](https://|)", "‹a[0]›"],
	["|[docs](https://example.com)", "[](https://|)[docs](https://example.com)"],
])("link: %j becomes %j", (before, after) => expect(link(before)).toBe(after));

test.each([
	["see ‹the docs› first", "https://example.com/a?b#c", "see [the docs](https://example.com/a?b#c)| first"],
	["‹文書›", " https://例え.jp/道 ", "[文書](https://例え.jp/道)|"],
	["‹المستندات ›هنا", "mailto:ada@example.com", "[المستندات](mailto:ada@example.com)| هنا"],
	["‹a›", "https://en.wikipedia.org/wiki/Rust_(language)", "[a](https://en.wikipedia.org/wiki/Rust_(language))|"],
	["‹a›", "www.example.com/b", "[a](http://www.example.com/b)|"],
	["‹a›", "tel:+49123", "[a](tel:+49123)|"],
	["‹a›", "https://example.com/:)", "[a](https://example.com/:%29)|"],
])("%s with %s pasted over it is %s", (before, pasted, after) => {
	expect(draw(pasteLink(text(before), pasted)!)).toBe(after);
});

test.each([
	["no words|", "https://example.com"],
	["‹words›", "not an address"],
	["‹words›", "https://example.com and more"],
	["‹words›", "javascript:alert(1)"],
	["‹https://old.example.com›", "https://example.com"],
	["[docs](‹https://›)", "https://example.com"],
	["[‹docs›](https://old.example.com)", "https://example.com"],
	["`‹code›`", "https://example.com"],
	["```\n‹code›\n```", "https://example.com"],
])("what is pasted takes the place of %s if it is %s", (before, pasted) => {
	expect(pasteLink(text(before), pasted)).toBeUndefined();
});

test("what is inserted takes the place of the selection", () => {
	expect(draw(insert(text("hello ‹@gr›"), "@grace "))).toBe("hello @grace |");
});

test.each([
	["a\n```\nb|\n```\nc", true],
	["a|\n```\nb\n```\nc", false],
	["a\n```\nb\n```\nc|", false],
	["a\n```\nb\n```|", false],
	["a\n```\nb\n|```", true],
	["```|", true],
	["|```\na\n```", false],
	["```x```|", false],
	["```x|```", false],
	["```x```\n|", false],
	["~~~\n```\n|", true],
	["````\n```\n|", true],
	["```\nx\n````|", false],
	["\n|", false],
])("a block of code is open from its fence to the next one: %j %j", (drawn, isOpen) => {
	const { value, start } = text(drawn);
	expect(isInFence(value, start)).toBe(isOpen);
});

test("code is a block of it, and what follows backticks in a line until they are closed", () => {
	const isCode = (text: string) => isInCode(text, text.length);
	for (const code of ["`a", "see ``a ` b", "`a` and `b", "```\nb `c` d", "~~~\n```\nb", "```a` b"])
		expect(isCode(code), code).toBe(true);
	for (const prose of ["", "\n", "`a`", "``a ` b`` c", "`a\nb", "```\nb\n```\nc", "```a``` b"])
		expect(isCode(prose), prose).toBe(false);
});

test("a change leads from one text to the other, replaces no more than differs, and cuts no character in half", () => {
	const part = fc.constantFrom("a", "b", "🦀", "🦐", "👩🏽‍🚀", "é", "\n");
	const some = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
	fc.assert(
		fc.property(some, some, some, some, (head, before, after, tail) => {
			const { start, end, typed } = changeOf(head + before + tail, head + after + tail);
			const left = (head + before + tail).slice(0, start);
			const right = (head + before + tail).slice(end);
			expect(left + typed + right).toBe(head + after + tail);
			expect([left, typed, right].every((one) => one.isWellFormed())).toBe(true);
			expect(end - start).toBeLessThanOrEqual(before.length);
		}),
	);
});

/** How long it takes to format each of these texts, ms. */
function work_ms(texts: string[]): number {
	const before = performance.now();
	for (const value of texts)
		for (const [start, end] of [
			[0, value.length],
			[value.length / 2, value.length / 2],
		] as const)
			for (const format of Object.values(formatting)) format({ value, start, end });
	return performance.now() - before;
}

test("a text that is four times as long takes about four times as long, up to what fits in a message", () => {
	const parts = ["`", "**", "a\n\n", "[", "](", " ", "~~~\n", "- ", "``` ", "(", "https://", "é", "[a](b", "[\\"];
	const texts = (length: number) => parts.map((part) => part.repeat(length / part.length));
	work_ms(texts(10_000));
	const once = () => work_ms(texts(40_000)) / work_ms(texts(10_000));
	// one that takes quadratic time takes sixteen times as long; whatever else the machine does counts now and then
	expect(Math.min(...Array.from({ length: 5 }, once))).toBeLessThan(9);
});
