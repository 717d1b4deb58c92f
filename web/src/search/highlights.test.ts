import { expect, test } from "vitest";
import { noneFoundHint } from "../strings/search.ts";
import { highlights } from "./highlights.ts";

const nameOf = (handle: string) => ({ ada: "Ada Lovelace" })[handle];
const marked = (snippet: string, ...ranges: [number, number][]) =>
	highlights({ snippet, highlights: ranges.map(([start, end]) => ({ start, end })) }, nameOf)
		.map(({ text, isHit }) => (isHit ? `[${text}]` : text))
		.join("");

test("the words that were found are marked, the rest is not", () => {
	expect(marked("we cut the release today", [7, 10], [11, 18])).toBe("we cut [the] [release] today");
});

test("positions count characters as people do, so an emoji before a word does not shift its mark", () => {
	expect(marked("🦀🦀 click", [3, 8])).toBe("🦀🦀 [click]");
});

test("a snippet that is one whole match has nothing around it", () => {
	expect(highlights({ snippet: "寿司", highlights: [{ start: 0, end: 2 }] }, nameOf)).toEqual([
		{ text: "寿司", isHit: true },
	]);
});

test("mentions show names, whole where a part was found; handles of nobody stay", () => {
	expect(marked("🦀 ask @ada, or @gus", [2, 5])).toBe("🦀 [ask] @Ada Lovelace, or @gus");
	expect(marked("ask @ada_ today", [5, 8])).toBe("ask [@Ada Lovelace]_ today");
	expect(marked("ada@ada.example", [0, 3])).toBe("[ada]@ada.example");
});

test.each(["!=", "(", "%", "...", " #"])("where %s finds nothing, no words are spoken of", (words) => {
	expect(noneFoundHint(words)).toContain("Most signs");
});

test.each(["a", "c++", "2", "林", "→", "🎉", "€"])("where %s finds nothing, fewer words may help", (words) => {
	expect(noneFoundHint(words)).toContain("Try fewer words");
});
