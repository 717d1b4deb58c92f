import { build, defaultClientConditions, type Rolldown } from "vite";
import { expect, test } from "vitest";
import { blocksOnly } from "../../parser-plugin.ts";
import { drawBlocks } from "./blocks.ts";

const starts = [
	"",
	"> ",
	">",
	"- ",
	"* ",
	"1. ",
	"2) ",
	"10. ",
	"# ",
	"### ",
	"  ",
	"    ",
	"\t",
	"- [ ] ",
	"- [x] ",
	"| ",
];
const texts = [
	"",
	"word",
	"a b",
	"---",
	"===",
	"***",
	"```x",
	"```",
	"~~~",
	"| a | b |",
	"|---|:-:|",
	"a | b",
	"<div>",
	"&amp; \\*",
];
const lines = starts.flatMap((start) => texts.map((text) => start + text));

/** With the parser as a build of the app has it. */
async function built(): Promise<typeof drawBlocks> {
	const made = await build({
		configFile: false,
		logLevel: "error",
		plugins: [blocksOnly()],
		resolve: { conditions: ["source", ...defaultClientConditions] },
		build: { write: false, minify: true, lib: { entry: `${import.meta.dirname}/blocks.ts`, formats: ["es"] } },
	});
	const [{ output }] = made as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
	const code = `data:text/javascript,${encodeURIComponent(output[0].code)}`;
	return ((await import(/* @vite-ignore */ code)) as { drawBlocks: typeof drawBlocks }).drawBlocks;
}

test("the part of the parser that the app has finds the same blocks as the whole one", async () => {
	const drawn = await built();
	for (const [at, first] of lines.entries())
		for (let by = 1; by < lines.length; by += 3) {
			const [second, third] = [lines[(at + by) % lines.length]!, lines[(at * 7 + by * 5) % lines.length]!];
			const text = `${first}\n${second}\n${starts[by % starts.length]}${third}\nend`;
			if (drawn(text) !== drawBlocks(text)) expect(drawn(text), text).toBe(drawBlocks(text));
		}
});
