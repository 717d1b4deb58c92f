import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { markup } from "../../web/src/markup.ts";

const named: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const unescaped = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => named[entity]!);
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const blocks = /\s*(<(?:\/?(?:blockquote|h[1-6]|li|ol|p|table|tbody|td|th|thead|tr|ul)\b[^>]*|hr|br)>)\s*/g;

/** HTML in one of the many ways to write the same: how empty elements end, what is escaped, white space that is not seen. */
function normalised(html: string): string {
	const written = html.split(/(<[^>]*>)/).map((piece, at) => (at % 2 === 1 ? tag(piece) : escaped(unescaped(piece))));
	const parts = written.join("").split(/(<pre>.*?<\/pre>)/s);
	const seen = parts.map((part, at) =>
		at % 2 === 1
			? part
			: part
					.replace(/ *\n */g, "\n")
					.replace(blocks, "$1")
					.trim(),
	);
	return seen.join("");
}

const tag = (written: string) =>
	written
		.replace(/ ?\/>$/, ">")
		.replace(/="([^"]*)"/g, (_, value: string) => `="${escaped(decoded(unescaped(value)))}"`);

function decoded(address: string): string {
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
}

interface Example {
	number: number;
	markdown: string;
	html: string;
}

const { tests: examples }: { tests: Example[] } = createRequire(import.meta.url)("commonmark-spec");
/** By reason: the numbers of the examples that are another thing here. docs/markdown.md says why. */
const differences: Record<string, number[]> = JSON.parse(
	readFileSync(join(import.meta.dirname, "commonmark-differences.json"), "utf8"),
);

const withTabs = (text: string) => text.replaceAll("→", "\t");
const isDifferent = ({ markdown, html }: Example) =>
	normalised(markup(withTabs(markdown), new Set())) !== normalised(withTabs(html));

test("of CommonMark's examples only those differ that are to", () => {
	expect(examples).toHaveLength(652);
	const found = examples.filter(isDifferent).map(({ number }) => number);
	const listed = [...new Set(Object.values(differences).flat())].toSorted((a, b) => a - b);
	expect(found).toEqual(listed);
});

test("the page on Markdown names each reason and its count", () => {
	const page = readFileSync(join(import.meta.dirname, "../../docs/markdown.md"), "utf8").replace(/ +/g, " ");
	for (const [reason, numbers] of Object.entries(differences))
		expect(page.toLowerCase()).toContain(`| ${reason.toLowerCase()} | ${numbers.length} |`);
});
