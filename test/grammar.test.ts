import fc from "fast-check";
import { expect, test } from "vitest";
import { handlesOf, isGroupWord, plainText, tokensOf } from "@clickclack/protocol";
import { calledIn } from "../durable-objects/workspace/mentions.ts";
import { markup } from "../web/src/markup.ts";

/* The server and the app read the same texts: what one finds the other draws. */

const people = new Set(["ada", "gus", "gus_", "bo-b"]);
/** In every script, with marks, joiners and directions: none of it may get lost. */
const words = `
Zoë e\u0301a\u0323\u0302 ß ﬁn Ελλάς Ёлка й مرحبا می\u200cخواهم שָׁלוֹם हिन्दी क्\u200dष தமிழ் ไทยนี้ ລາວ ខ្មែរ မြန်မာ 中文 葛\u{e0100}城 ガイド ｶﾞｲﾄﾞ か\u3099 한국어 ${"한국".normalize("NFD")}
「重要」 （注） «да» “x” ¿qué? ، 。 🎉 👍🏽 👩‍🚀 🇩🇪 1️⃣ ❤️ ❤ \u202eabc\u202c \u2067x\u2069 a\u00adb \u200b \u{f0001} \ue000 \u{10ffff} 007 20~25 2*3*4 a_b C++ C# node.js 3>2 x86-64 a&b &amp; &#65; <b> </p> <x @ada
`;
const names =
	"@here @Channel @everyone_ @ada @gus @gus_ @gus__ @bo-b @Ada @nobody おはよう@gusさん （@ada） _@ada_ **@gus** \\@ada x@ada.dev";
const marks = `
* ** *** _ __ ~ ~~ \` \`\` [ ] ( ) ![ ]( \\ \\* | |- # ## > >_< < > - + = -- --- === ~~~ : ! & ; [x] [](/) [a]: <!-- --> ](https://q.test) www.a.b http:// mailto: tel: @ #
`;
const lines = [
	" ",
	"  ",
	"\t",
	"\n",
	"\n\n",
	"\r\n",
	"\n    ",
	"\n- ",
	"\n1. ",
	"\n7) ",
	"\n> ",
	"\n>",
	"\n# ",
	"\n```",
	"\n```js\n",
	"\n  ",
	"\n| a | b |\n|---|---|\n| ",
];
const piece = (texts: string) => fc.constantFrom(...texts.trim().split(/\s/).filter(Boolean));
const shown = fc.oneof(piece(words), piece(names)).map((text) => ({ text, isMark: false }));
const mark = fc.oneof(piece(marks), fc.constantFrom(...lines)).map((text) => ({ text, isMark: true }));
const markdown = fc.array(fc.oneof(shown, mark, mark), { minLength: 1, maxLength: 24 });
const bodyOf = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join("");
const runs = { seed: 12, numRuns: 4_000 };

const decoded = (html: string) =>
	html
		.replace(/<(?:br|\/p|\/li|\/h\d|\/t[dhr])>/g, "\n")
		.replace(/<code class="language-([^"]*)">/g, "$1")
		.replace(/<[^>]*>/g, "")
		.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name]!);
/** Letters, digits, symbols and emoji, and what joins them: all but white space and marks. */
const visible = (text: string) => text.replace(/[\s*_~#>+\-|.)(=:`\\[\]!<]/g, "");

const marked = (body: string) => [
	...new Set([...markup(body, people).matchAll(/<mark>@([^<]*)<\/mark>/g)].map(([, handle]) => handle!.toLowerCase())),
];
const resolved = (body: string) =>
	calledIn(body).handles.flatMap((handle) => handlesOf(handle).find((one) => people.has(one)) ?? []);

test("the handles that the server finds are those that the app marks", () => {
	fc.assert(
		fc.property(markdown, (pieces) => {
			const body = bodyOf(pieces);
			expect(marked(body)).toEqual([...new Set(resolved(body))]);
		}),
		runs,
	);
});

test("what calls several people on the server is marked in the app, and nothing else", () => {
	const words = { has: isGroupWord };
	let calling = 0;
	fc.assert(
		fc.property(markdown, (pieces) => {
			const body = bodyOf(pieces);
			const isCalling = calledIn(body).word !== undefined;
			expect(markup(body, words).includes("<mark>@")).toBe(isCalling);
			calling += Number(isCalling);
		}),
		runs,
	);
	expect(calling).toBeGreaterThan(100);
});

test("a text that is shown as it was typed has its mentions too", () => {
	for (const body of [`${"> ".repeat(30)}@ada \`@gus\``, `${"*a ".repeat(3_000)}@ada`, ">\n\n| @ada |\n|-|\n|a|b|"])
		expect(marked(body)).toEqual(["ada"]);
});

test("every word that was typed is seen, and they stay in order", () => {
	fc.assert(
		fc.property(markdown, (pieces) => {
			const typed = visible(bodyOf(pieces.filter(({ isMark }) => !isMark)));
			const drawn = visible(decoded(markup(bodyOf(pieces), people)));
			let at = 0;
			for (const letter of typed) {
				at = drawn.indexOf(letter, at) + letter.length;
				if (at < letter.length) expect(drawn).toBe(typed);
			}
		}),
		runs,
	);
});

const tokens =
	"`x`  ``*`` [a](tel:1) [**б**](tel:1) <b> </p> @ada @nobody https://x.test/a ada@x.test #general \\* \\_ ^_^ (*^_^*) (´・ω・`) >_<";
const around = fc.constantFrom("", "*", "**", "***", "_", "__", "~~", "`", "\\*", "*_", "(*", "「**");
const ending: Record<string, string> = { "\\*": "\\*", "*_": "_*", "(*": "*)", "「**": "**」" };
const touching = fc.tuple(
	around,
	fc.oneof(piece(words), piece(tokens)),
	fc.constantFrom("", "", "", " ", "、", ",", "。", "!", "-", "\n"),
);
const said = fc
	.array(touching, { minLength: 1, maxLength: 10 })
	.map((all) => all.map(([mark, word, gap]) => mark + word + (ending[mark] ?? mark) + gap).join(""));
const inLine = (text: string) => text.replace(/\s+/g, " ").trim();

test("what is read as plain text is what is drawn, also where marks, words, emoji and tokens touch", () => {
	const gap = fc.constantFrom("\n\n", "\n\n> ", "\n\n- ");
	fc.assert(
		fc.property(fc.array(fc.tuple(gap, said), { minLength: 1, maxLength: 3 }), (all) => {
			const body = all.flat().join("").trim();
			expect(inLine(plainText(body))).toBe(inLine(decoded(markup(body, people))));
		}),
		runs,
	);
});

const count = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0;

test("a sign that is not seen is one half of a pair", () => {
	fc.assert(
		fc.property(said, (typed) => {
			// one line, of which nothing begins a block, and no label with marks of its own
			const body = `a ${typed.replace(/\s*\n\s*/g, " ").replaceAll("[**б**]", "[б]")}`;
			const code = tokensOf(body).filter(({ kind }) => kind === "code");
			const quotes = code.map(({ start, end, text }) => count(body.slice(start, end), /`/g) - count(text, /`/g));
			const html = markup(body, people);
			const drawn = decoded(html);
			const emphasis = 2 * count(html, /<em>/g) + 4 * count(html, /<strong>/g);
			expect(count(drawn, /[*_]/g) + emphasis, body).toBe(count(body, /[*_]/g));
			expect(count(drawn, /~/g) + 4 * count(html, /<del>/g), body).toBe(count(body, /~/g));
			expect(count(drawn, /`/g) + quotes.reduce((sum, one) => sum + one, 0), body).toBe(count(body, /`/g));
			expect(count(drawn, />/g), body).toBe(count(body, />/g));
		}),
		runs,
	);
});

test("a sign that is shown by a rule is seen, whatever is in it", () => {
	const word = piece(words).filter((text) => /^[\p{L}\p{M}]+$/u.test(text));
	const frames = [
		"(*x) y (*x)",
		"（**x）y（**x）",
		"«*x» y «*x»",
		"a_x_",
		"^_^ x ^_^",
		"(´・ω・`) x (´・ω・`)",
		"*^_^* x *^_^*",
		"x >_< y >_<",
		"x~y~x",
		"1*x",
		"```x`y",
		"x\n>\ny",
		"<x@y.test>",
	];
	fc.assert(
		fc.property(fc.constantFrom(...frames), word, word, (frame, x, y) => {
			const body = frame.replaceAll("x", x).replaceAll("y", y);
			expect(decoded(markup(body, people)).trim()).toBe(body);
			expect(plainText(body)).toBe(body);
		}),
		runs,
	);
});
