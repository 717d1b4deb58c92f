import fc from "fast-check";
import { expect, test } from "vitest";
import { markup } from "../markup.ts";
import { inlineOf } from "./html-inline.ts";
import { bodyOf, isReadable } from "./html-limits.ts";
import type { Look } from "./html-runs.ts";

test.each([
	["<b>".repeat(50_000), false],
	["<b></x>".repeat(30), false],
	["<b><p></b>".repeat(30), true],
	["<blockquote>".repeat(18), true],
	["<blockquote>".repeat(21), false],
	["<p>x</p>".repeat(2_900), true],
	["<br>".repeat(3_100), false],
	["<tr><td>x".repeat(1_400), true],
	["<ul><li>".repeat(250), false],
	["x".repeat(61_000), false],
])("HTML is read where it is short and flat: %#", (html, expected) => expect(isReadable(html)).toBe(expected));

test("the head of a page does not count", () => {
	expect(bodyOf("<head><style>b{}</style></head><body lang=en><b>x</b></body>")).toBe("<body lang=en><b>x</b></body>");
	expect(bodyOf("<b>x</b>")).toBe("<b>x</b>");
});

const looks = { b: { bold: true }, i: { italic: true }, s: { struck: true } };

/** Runs of a line such as `b:a |bi:b |i:c`: how each looks, and its text. */
const runs = (drawn: string, link?: { href: string }) =>
	drawn.split("|").map((part) => {
		const [names = "", text = ""] = part.split(":", 2);
		const look = Object.assign({}, ...[...names].map((name) => looks[name as keyof typeof looks]));
		return { text, look: link ? { ...look, link } : look };
	});

test.each([
	["b:a |bi:b|i:c", "**a _b_**_c_"],
	["i:a |bi:b|b:c", "_a **b**_**c**"],
	["i:a |bi:b|i: c", "_a **b** c_"],
	["bi:c|i: b", "_**c** b_"],
	["b:a |bi:b|i: c", "**a _b_** *c*"],
	["b:a|:b|i:c|:d", "**a**b*c*d"],
	["b:x|i:y|:z", "**x***y*z"],
	[":z|i:y|b:x", "z*y***x**"],
	["bi:x", "**_x_**"],
	["b:note!|:x", "**note**!x"],
	["b:note!|: x", "**note!** x"],
	[":a|b:(b)|:c", "a(**b**)c"],
	[":see, |b:x", "see, **x**"],
])("%s is written as %s", (drawn, markdown) => expect(inlineOf(runs(drawn))).toBe(markdown));

test("the words of a link have no brackets that end it", () => {
	expect(inlineOf(runs(":a [b](c)", { href: "https://x.test" }))).toBe("[a \\[b\\](c)](https://x.test)");
});

/** Which of the letters of a text are bold and italic, as a message is drawn. */
function drawnLooks(html: string): string {
	const open = new Set<string>();
	return [...html.matchAll(/<(\/?)(\w+)[^>]*>|([a-z])/g)]
		.map(([, end, tag = "", letter]) => {
			if (letter) return letter + ["strong", "em"].filter((tag) => open.has(tag)).join("+");
			if (end) open.delete(tag);
			else open.add(tag);
			return "";
		})
		.join(" ");
}

test("what is written is drawn as it looked", () => {
	const piece = fc.record({
		look: fc.record({ bold: fc.boolean(), italic: fc.boolean() }),
		text: fc.constantFrom("x", "y z", " x", "x "),
	});
	fc.assert(
		fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), (runs) => {
			const written = inlineOf(runs);
			// a single star between letters is a matter of the grammar
			if (/(?<=\w)\*(?=\w)/.test(written)) return;
			const looksOf = ({ bold, italic }: Look) => [bold && "strong", italic && "em"].filter(Boolean).join("+");
			const wanted = runs.flatMap(({ text, look }) =>
				[...text.replaceAll(" ", "")].map((letter) => letter + looksOf(look)),
			);
			const drawn = drawnLooks(markup(written, new Set()));
			expect(drawn.trim().split(/\s+/), written).toEqual(wanted);
		}),
		{ numRuns: 1_000 },
	);
});
