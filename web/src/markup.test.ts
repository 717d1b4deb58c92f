import fc from "fast-check";
import { expect, test } from "vitest";
import { markup } from "./markup.ts";

const show = (body: string) => markup(body, new Set(["ada"]));

test("a text that is too deep is shown as it was typed, whatever it hides behind", () => {
	const disguises = ["``` `\n", "~~~\n```\n~~~\n\n", "<div>\n```\n\n", "```\n```x\n```\n", "[a]:\n```\n", "```\r```\r"];
	for (const disguise of disguises)
		for (const piece of ["> ", "1. ", "a_"]) {
			const html = show(disguise + piece.repeat(13_000));
			expect(/^<p class="typed">|<pre>/.test(html), disguise).toBe(true);
			expect(html, disguise).not.toMatch(/<(?:em|blockquote|ol)>/);
		}
});

test("what is taken for code and not looked at is code", () => {
	const piece = fc.constantFrom(
		"```",
		"````",
		"~~~",
		"`",
		"\n",
		"\n\n",
		"\r",
		"\u2028",
		" ",
		"    ",
		"\t",
		"> ",
		"- ",
		"1. ",
		"[a]:",
		'"',
		"<div>",
		"<!--",
		"-->",
		"|a|\n|-|\n",
		"---",
		"# ",
		"js",
		"x",
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
			const html = show(`${pieces.join("")}\n${"*a* ".repeat(1_001)}`);
			return !html.includes("<em>");
		}),
		{ numRuns: 1_000 },
	);
});

test("a name after a letter, a digit or a sign of an address is no mention", () => {
	expect(show("@ada and (@Ada)")).toBe("<p><mark>@ada</mark> and (<mark>@Ada</mark>)</p>");
	for (const text of ["é@ada", "7@ada", "x.@ada", "a/@ada", "-@ada", "@@ada", "@nobody"])
		expect(show(text)).not.toContain("<mark>");
});

test("a list of tasks has a box before each, and it says which are done", () => {
	const html = show("- [x] sign-in\n- [ ] prices");
	expect(html).toContain('<li class="task"><span class="check done" role="img" aria-label="done"></span>sign-in</li>');
	expect(html).toContain('<li class="task"><span class="check" role="img" aria-label="to do"></span>prices</li>');
});

test("blanks without an end are not parsed, marks whose halves are far away are", () => {
	const words = "word ".repeat(6_000);
	for (const text of [`a${" ".repeat(39_998)}b`, `# a${" ".repeat(9_000)}b`])
		expect(show(text)).toMatch(/^<p class="typed">/);
	expect(show(`${"**a*_word ".repeat(400)}${words}`)).toMatch(/^<p>\*<em>a<\/em>_word/);
	expect(show(`**a** ${words}\n\n`.repeat(20))).toContain("<strong>a</strong>");
	expect(show(`${words}\n\n${"**a** *b*\n\n".repeat(200)}`)).toContain("<strong>a</strong> <em>b</em>");
});

test("an item of a list has not thousands of lines, a list may have many items", () => {
	const words = "word ".repeat(5_000);
	for (const begin of ["- a", "> 1. a", "- a\n\n  a"])
		expect(show(`${begin}${"\n  word".repeat(600)}${words}`)).toMatch(/^<p class="typed">/);
	expect(show(`${"- a word\n  and another\n".repeat(290)}${words}`)).toMatch(/^<ul>/);
	expect(show("- a\n".repeat(301))).toMatch(/^<p class="typed">/);
	expect(show(`${"a line of a paragraph\n".repeat(1_000)}${words}`)).not.toContain("typed");
});

test("the words of a link are drawn as others are", () => {
	for (const words of ["_a*".repeat(10_000), "_a<\u200d".repeat(8_000), `${" ".repeat(30_000)}x*`])
		expect(show(`[${words}](tel:1)`)).toContain(`<a href="tel:1">${words.replaceAll("<", "&lt;")}</a>`);
	expect(show(`[${"**a** b ".repeat(100)}](tel:1)`)).toContain("<strong>a</strong> b <strong>");
	expect(show("[a **b** `c`](tel:1)")).toContain('<a href="tel:1">a <strong>b</strong> <code>c</code></a>');
});

test("what is shown as it was typed has its lines, and no element for each", () => {
	expect(show("<a>\n".repeat(2_000))).toBe(`<p class="typed">${"&lt;a&gt;\n".repeat(2_000)}</p>`);
});
