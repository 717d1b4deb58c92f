import type { Upload } from "@clickclack/sdk";
import { expect, test } from "vitest";
import { linesOf, roomOf } from "./room.ts";

const picture = (width: number, height: number) => ({ content_type: "image/png", width, height }) as Upload;
const document = { content_type: "application/pdf" } as Upload;

test("a picture has the room that it needs, and no more than fits beside the text", () => {
	expect(roomOf([picture(200, 100)])).toEqual({ cards: 0, width: 200, ratio: 2 });
	expect(roomOf([picture(4_000, 2_000)])).toMatchObject({ width: 400, ratio: 2 });
	expect(roomOf([picture(1_000, 2_000)])).toMatchObject({ width: 160, ratio: 0.5 });
	expect(roomOf([picture(10_000, 10)]).ratio).toBe(3);
	expect(roomOf([picture(10, 10_000)]).ratio).toBe(0.5);
	expect(roomOf([picture(8, 8)]).width).toBe(96);
});

test("one that its sender did not measure has room, too", () => {
	expect(roomOf([{ content_type: "image/png" } as Upload])).toMatchObject({ width: 320, ratio: 4 / 3 });
});

test("documents, and pictures that browsers do not draw, are cards", () => {
	expect(roomOf([document, picture(100, 100), { content_type: "image/heic" } as Upload])).toMatchObject({ cards: 2 });
	expect(roomOf([document])).toMatchObject({ cards: 1, width: 0 });
});

test("no picture is alone in a line of a gallery", () => {
	const counts = Array.from({ length: 9 }, (_, at) => at + 2);
	for (const count of counts) {
		const lines = linesOf(count);
		expect(lines.reduce((sum, length) => sum + length)).toBe(count);
		expect(Math.min(...lines)).toBeGreaterThan(1);
		const { width, ratio } = roomOf(Array.from({ length: count }, () => picture(100, 100)));
		expect(width / ratio).toBeCloseTo(count === 2 ? 165 : count === 4 ? 330 : 110 * lines.length);
	}
});
