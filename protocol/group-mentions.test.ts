import fc from "fast-check";
import { expect, test } from "vitest";
import { calls, groupOf, isReserved, presentOf } from "./group-mentions.ts";

test("who was present is called, and nobody else", () => {
	const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 200 });
	fc.assert(
		fc.property(numbers, fc.integer({ min: 1, max: 10_100 }), (there, other) => {
			const present = presentOf(there);
			for (const number of [...there, other])
				expect(calls({ word: "here", present }, number)).toBe(there.includes(number));
			expect(calls({ word: "channel" }, other)).toBe(true);
		}),
	);
	expect(presentOf([])).toBe("");
});

test.each([
	["channel", "channel"],
	["everyone", "channel"],
	["here", "here"],
	["here-_", "here"],
	["heretic", undefined],
	["channel-bot", undefined],
	["all", undefined],
])("@%s calls %s", (handle, word) => {
	expect(groupOf(handle)).toBe(word);
	expect(isReserved(handle)).toBe(word !== undefined);
});
