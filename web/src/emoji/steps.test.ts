import { expect, test } from "vitest";
import { steps } from "./steps.ts";

/** Two rows and one emoji, a row and one, one. */
const grid = { sizes: [9, 5, 1], columns: 4 };

test.each([
	["ArrowRight", [0, 8], [1, 0]],
	["ArrowRight", [2, 0], [2, 0]],
	["ArrowLeft", [1, 0], [0, 8]],
	["ArrowLeft", [0, 0], [0, 0]],
	["ArrowDown", [0, 1], [0, 5]],
	["ArrowDown", [0, 6], [0, 8]],
	["ArrowDown", [0, 8], [1, 0]],
	["ArrowDown", [1, 3], [1, 4]],
	["ArrowDown", [1, 4], [2, 0]],
	["ArrowDown", [2, 0], [2, 0]],
	["ArrowUp", [0, 5], [0, 1]],
	["ArrowUp", [1, 2], [0, 8]],
	["ArrowUp", [2, 0], [1, 4]],
	["ArrowUp", [0, 3], undefined],
	["Home", [0, 6], [0, 4]],
	["End", [0, 4], [0, 7]],
	["End", [0, 8], [0, 8]],
	["Control+Home", [1, 3], [0, 0]],
	["Control+End", [0, 3], [2, 0]],
] as const)("%s leads from %j to %j", (key, [section, index], to) => {
	const next = steps[key]!(grid, { section, index });
	expect(next).toEqual(to && { section: to[0], index: to[1] });
});
