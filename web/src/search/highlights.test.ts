import { expect, test } from "vitest";
import { highlights } from "./highlights.ts";

const marked = (snippet: string, ...ranges: [number, number][]) =>
	highlights({ snippet, highlights: ranges.map(([start, end]) => ({ start, end })) })
		.map(({ text, isHit }) => (isHit ? `[${text}]` : text))
		.join("");

test("the words that were found are marked, the rest is not", () => {
	expect(marked("we cut the release today", [7, 10], [11, 18])).toBe("we cut [the] [release] today");
});

test("positions count characters as people do, so an emoji before a word does not shift its mark", () => {
	expect(marked("🦀🦀 click", [3, 8])).toBe("🦀🦀 [click]");
});

test("a snippet that is one whole match has nothing around it", () => {
	expect(highlights({ snippet: "寿司", highlights: [{ start: 0, end: 2 }] })).toEqual([{ text: "寿司", isHit: true }]);
});
