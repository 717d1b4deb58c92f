import { expect, test } from "vitest";
import { firstOf } from "./rank.ts";

test("the first few are those that sorting all would give, in the order that they came in where they are equal", () => {
	const all = Array.from({ length: 300 }, (_, i) => ({ i, weight: (i * 7919) % 23 }));
	const byWeight = (a: { weight: number }, b: { weight: number }) => a.weight - b.weight;
	for (const count of [1, 8, 299, 500])
		expect(firstOf(all, byWeight, count)).toEqual(all.toSorted(byWeight).slice(0, count));
	expect(firstOf([], byWeight, 8)).toEqual([]);
});
