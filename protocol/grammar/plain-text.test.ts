import { expect, test } from "vitest";
import { plainText } from "../index.ts";

test.each([
	["**bold** *it* _it_ ~~gone~~ `a*b*`", "bold it it gone a*b*"],
	["***both***, **a *b* c**", "both, a b c"],
	["**「重要」**です **(중요)**합니다 **«важно»**это", "「重要」です (중요)합니다 «важно»это"],
	["2*3*4 a*(b+c)*d snake_case_name 20~25 ** x", "2*3*4 a*(b+c)*d snake_case_name 20~25 ** x"],
	["# Title\ntext", "Title\ntext"],
	["> said\n>> twice", "said\ntwice"],
	["- a\n- [x] b\n  - c\n1. d", "a\nb\nc\n1. d"],
	["[**a** b](https://x.test) ![c](https://x.test)", "a b c"],
	["<https://x.test> Ada <ada@x.test>", "<https://x.test> Ada <ada@x.test>"],
	["```js\nlet a;\n```\nafter", "let a;\nafter"],
	["see ```\na\n```", "see\na"],
	["\\*a\\* C:\\dir ¯\\_(ツ)_/¯", "*a* C:\\dir ¯\\_(ツ)_/¯"],
	["a\n\n---\n\nb", "a\n\nb"],
	["| a | b |\n|---|:-:|\n| c | `d` |", "a | b\nc | d"],
	["a | b\n-|-\nc | d", "a | b\nc | d"],
	["> | a |\n> |---|\n> | b |", "a\nb"],
	["a\n---\n| b |", "a\n| b |"],
	["|| spoiler ||", "|| spoiler ||"],
	["# C #\n## C#", "C\nC#"],
	["a\n# #", "a\n# #"],
	["#\u3000見出し", "見出し"],
	["hello\n#\nbye", "hello\n#\nbye"],
	["a\n- \nb", "a\n-\nb"],
	["> a\n>\n> #", "a\n\n#"],
	["да\n>\nнет", "да\n>\nнет"],
	["> а\n>\n> б\n\n> >", "а\n\nб\n\n> >"],
	["2024. год", "2024. год"],
	["(´・ω・`) x (´・ω・`)", "(´・ω・`) x (´・ω・`)"],
	['[a](https://x.test "title")', '[a](https://x.test "title")'],
	["コード```\na\n```です", "コード\na\nです"],
	["(*^_^*) *a*", "(*^_^*) a"],
	["**@ada** in #general", "@ada in #general"],
	["[ada]: hello", "[ada]: hello"],
	[">_<", ">_<"],
	["<b>*x*</b>", "<b>x</b>"],
	["\u{f0000}**a**", "\u{f0000}a"],
])("%j reads %j", (body, text) => {
	expect(plainText(body)).toBe(text);
});

test.each(["#", "|", "```", "***", ">", "```x", "~~~x", "*", "**\u200b**", "[\u200b](https://x.test)"])(
	"%j, of which nothing would be left, is read as it was typed",
	(body) => {
		expect(plainText(body)).toBe(body);
	},
);
