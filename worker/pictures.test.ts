import { expect, test } from "vitest";
import { pictureIn } from "./pictures.ts";
import { gif, jpeg, png, webp } from "./test/pictures.ts";

test("a picture is known by its bytes, with its size", () => {
	expect(pictureIn(png(300, 20))).toEqual({ type: "image/png", width: 300, height: 20 });
	expect(pictureIn(gif(300, 20))).toEqual({ type: "image/gif", width: 300, height: 20 });
	expect(pictureIn(jpeg(300, 20))).toEqual({ type: "image/jpeg", width: 300, height: 20 });
	for (const kind of ["VP8 ", "VP8L", "VP8X"] as const)
		expect(pictureIn(webp(kind, 300, 20)), kind).toEqual({ type: "image/webp", width: 300, height: 20 });
});

test("what is none, or ends before it says how large it is, is no picture", () => {
	const text = (words: string) => new TextEncoder().encode(words);
	for (const none of ["", "kelp", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89", "\u{89}PNG"])
		expect(pictureIn(text(none)), none).toBeUndefined();
	for (const whole of [png(9, 9), gif(9, 9), jpeg(9, 9), webp("VP8X", 9, 9)])
		for (let length = 0; length < 9; length++) expect(pictureIn(whole.subarray(0, length))).toBeUndefined();
	expect(pictureIn(png(0, 9))).toBeUndefined();
});
