import fc from "fast-check";
import { expect, test } from "vitest";
import { around } from "./ranges.ts";

const everything = [{ from: 0, until: 1_000 }];

test("messages are looked for between the largest gaps, in no more parts than are allowed", () => {
	const nums = [900, 899, 500, 498, 3];
	const parts = (most: number) => around(everything, nums, most).map((range) => [range.from, range.until - 1]);
	expect(parts(1)).toEqual([[3, 900]]);
	expect(parts(9)).toEqual([
		[899, 900],
		[500, 500],
		[498, 498],
		[3, 3],
	]);
	expect(parts(3)).toEqual([
		[498, 900],
		[3, 3],
	]);
	expect(around([{ from: 499, until: 900 }], nums, 9).map(({ from }) => from)).toEqual([899, 500]);
});

test("every message is in exactly one part, newest first", () => {
	const anyNums = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 60 });
	const property = fc.property(anyNums, fc.integer({ min: 1, max: 60 }), (all, most) => {
		const nums = all.toSorted((a, b) => b - a);
		const parts = around(everything, nums, most);
		expect(parts.length).toBeLessThanOrEqual(most);
		expect(parts.flatMap(({ from, until }) => nums.filter((num) => num >= from && num < until))).toEqual(nums);
	});
	fc.assert(property);
});
