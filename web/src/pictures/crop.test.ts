import { expect, test } from "vitest";
import { moved, squareOf } from "./crop.ts";

const wide = { width: 400, height: 200 };
const middle = { zoom: 1, x: 0.5, y: 0.5 };

test("the square is as large as the picture lets it be, in the middle, and smaller when it is enlarged", () => {
	expect(squareOf(wide, middle)).toEqual({ left: 100, top: 0, side: 200 });
	expect(squareOf(wide, { ...middle, zoom: 2 })).toEqual({ left: 150, top: 50, side: 100 });
});

test("the picture is dragged with the pointer, and not beyond its edges", () => {
	expect(moved(wide, middle, { x: 0.25, y: 0.25 })).toEqual({ zoom: 1, x: 0.25, y: 0.5 });
	expect(moved(wide, middle, { x: 9, y: 0 })).toEqual({ zoom: 1, x: 0, y: 0.5 });
	expect(moved(wide, { ...middle, zoom: 2 }, { x: 0, y: -9 })).toEqual({ zoom: 2, x: 0.5, y: 1 });
});
