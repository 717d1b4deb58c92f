import { expect, test } from "vitest";
import { begunIn, choicesOf, namesFrom } from "./begun.ts";

const begun = (words: string, caret = words.length) => begunIn(words, caret);

test("what is typed before the caret may become an operator, or a value of one", () => {
	expect(begun("tide fr")).toEqual({ start: 5, sign: "", typed: "fr" });
	expect(begun("-f")).toEqual({ start: 0, sign: "-", typed: "f" });
	expect(begun("tide FROM:@a")).toEqual({ start: 5, sign: "", name: "from", typed: "@a" });
	expect(begun("-has：")).toEqual({ start: 0, sign: "-", name: "has", typed: "" });
	expect(begun("from:ada tide", 6)).toEqual({ start: 0, sign: "", name: "from", typed: "a" });
});

test.each(["", "t", "from:ada ", "to:ada", "tide.fr", "(fr", '"tide fr', '"tide from:a', "--fr"])(
	"«%s» begins none",
	(words) => {
		expect(begun(words)).toBeUndefined();
	},
);

test("operators and their words are offered by their beginning", () => {
	expect(namesFrom("be")).toEqual(["before"]);
	expect(namesFrom("m")).toEqual(["mentions"]);
	expect(choicesOf("has", "Li").map(([value]) => value)).toEqual(["link"]);
	expect(choicesOf("before", "").map(([value]) => value)).toEqual(["today", "yesterday"]);
	expect(choicesOf("from", "")).toEqual([]);
});
