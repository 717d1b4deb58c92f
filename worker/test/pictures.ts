/* The beginnings of pictures, as far as a server reads them. */

const bytes = (...parts: (string | number[])[]): Uint8Array =>
	Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)));
const big = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const little = (n: number): number[] => big(n).toReversed();

export const png = (width: number, height: number): Uint8Array =>
	bytes("\x89PNG\r\n\x1a\n", big(13), "IHDR", big(width), big(height), [8, 6, 0, 0, 0]);

export const gif = (width: number, height: number): Uint8Array =>
	bytes("GIF89a", little(width).slice(0, 2), little(height).slice(0, 2), [0, 0, 0]);

/** With a comment before the frame, as cameras write them. */
export const jpeg = (width: number, height: number): Uint8Array =>
	bytes(
		[0xff, 0xd8, 0xff, 0xfe, 0, 6],
		"kelp",
		[0xff, 0xff, 0xc0, 0, 11, 8],
		big(height).slice(2),
		big(width).slice(2),
	);

export function webp(kind: "VP8 " | "VP8L" | "VP8X", width: number, height: number): Uint8Array {
	const frames = {
		"VP8 ": [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(width).slice(0, 2), ...little(height).slice(0, 2)],
		VP8L: [0x2f, ...little((width - 1) | ((height - 1) << 14))],
		VP8X: [0, 0, 0, 0, ...little(width - 1).slice(0, 3), ...little(height - 1).slice(0, 3)],
	};
	return bytes("RIFF", little(100), "WEBP", kind, little(10), frames[kind]);
}
