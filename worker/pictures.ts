import type { Picture } from "@clickclack/protocol";

/** Where each kind says how large it is. Undefined where it is none, or too short to say. */
const kinds: Record<Picture["type"], (bytes: DataView) => [width: number, height: number] | undefined> = {
	"image/png": (bytes) =>
		text(bytes, 0, 8) === "\x89PNG\r\n\x1a\n" && text(bytes, 12, 4) === "IHDR"
			? [bytes.getUint32(16), bytes.getUint32(20)]
			: undefined,
	"image/gif": (bytes) =>
		/^GIF8[79]a$/.test(text(bytes, 0, 6)) ? [bytes.getUint16(6, true), bytes.getUint16(8, true)] : undefined,
	"image/webp": (bytes) => (/^RIFF....WEBP$/s.test(text(bytes, 0, 12)) ? webp(bytes) : undefined),
	"image/jpeg": (bytes) => (bytes.getUint16(0) === 0xff_d8 ? jpeg(bytes) : undefined),
};

/** What a file is by its bytes, whatever its sender says, if it is one of these kinds. */
export function pictureIn(file: Uint8Array): Picture | undefined {
	const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength);
	for (const [type, sizeOf] of Object.entries(kinds)) {
		const [width = 0, height = 0] = orTooShort(() => sizeOf(bytes)) ?? [];
		if (width > 0 && height > 0) return { type: type as Picture["type"], width, height };
	}
	return undefined;
}

function orTooShort<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

const text = (bytes: DataView, from: number, length: number): string =>
	Array.from({ length }, (_, at) => String.fromCharCode(bytes.getUint8(from + at))).join("");

/** https://developers.google.com/speed/webp/docs/riff_container: lossy, lossless and extended */
function webp(bytes: DataView): [number, number] | undefined {
	const chunk = text(bytes, 12, 4);
	if (chunk === "VP8 ") return [bytes.getUint16(26, true) & 0x3f_ff, bytes.getUint16(28, true) & 0x3f_ff];
	if (chunk === "VP8L") {
		const bits = bytes.getUint32(21, true);
		return [(bits & 0x3f_ff) + 1, ((bits >>> 14) & 0x3f_ff) + 1];
	}
	if (chunk !== "VP8X") return undefined;
	const side = (at: number) => bytes.getUint16(at, true) + (bytes.getUint8(at + 2) << 16) + 1;
	return [side(24), side(27)];
}

/** From marker to marker, up to the one of a frame (SOF), which has the size. */
function jpeg(bytes: DataView): [number, number] | undefined {
	for (let at = 2; bytes.getUint8(at) === 0xff;) {
		const marker = bytes.getUint8(at + 1);
		if (marker === 0xff) at++;
		else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
			return [bytes.getUint16(at + 7), bytes.getUint16(at + 5)];
		else at += 2 + bytes.getUint16(at + 2);
	}
	return undefined;
}
