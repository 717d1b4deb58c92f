import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { markup } from "../../web/src/markup.ts";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

const blocks = /\s*(<(?:\/?(?:blockquote|h[1-6]|li|ol|p|table|tbody|td|th|thead|tr|ul)\b[^>]*|hr|br)>)\s*/g;
const visible = (html: string) => html.replace(/ *\n */g, "\n").replace(blocks, "$1");

/** HTML in one of the many ways to write the same: empty elements, escaped letters, white space that is not seen. */
function normalised(html: string): string {
	const written = html
		.replace(/ ?\/>/g, ">")
		.replace(/(?<==")[^"]*(?=")/g, decoded)
		.replaceAll("&quot;", '"')
		.replaceAll("&#39;", "'")
		.replaceAll(/\n*(<pre>.*?<\/pre>)\n*/gs, "$1")
		.replaceAll(/<span class="channel">(.*?)<\/span>/g, "$1")
		// it says which sign stands behind the numbers
		.replaceAll('<ol class="paren"', "<ol");
	return written
		.split(/(<pre>.*?<\/pre>)/s)
		.map((part, at) => (at % 2 === 1 ? part : visible(part)))
		.join("");
}

function decoded(address: string): string {
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
}

const examples: { markdown: string; html: string }[] = createRequire(import.meta.url)("commonmark-spec").tests;
/** By reason: the numbers of the examples that are another thing here. docs/markdown.md says why. */
const differences: Record<string, number[]> = JSON.parse(read("commonmark-differences.json"));

const withTabs = (text: string) => text.replaceAll("→", "\t");

test("of CommonMark's examples only those differ that are to", () => {
	expect(examples).toHaveLength(652);
	const found = examples.flatMap(({ markdown, html }, at) =>
		normalised(markup(withTabs(markdown), new Set())) === normalised(withTabs(html)) ? [] : at + 1,
	);
	const listed = [...new Set(Object.values(differences).flat())].toSorted((a, b) => a - b);
	expect(found).toEqual(listed);
});

test("the page on Markdown names each reason and its count", () => {
	const page = read("../../docs/markdown.md").replace(/ +/g, " ").toLowerCase();
	for (const [reason, numbers] of Object.entries(differences))
		expect(page).toContain(`| ${reason.toLowerCase()} | ${numbers.length} |`);
});
