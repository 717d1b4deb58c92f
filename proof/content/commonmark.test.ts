import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { markup } from "../../web/src/markup.ts";
import { normalised } from "./html.ts";

interface Example {
	number: number;
	/** tabs are written as arrows */
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
