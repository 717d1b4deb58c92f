const unknown = "application/octet-stream";
const text = "text/plain";

/** What a browser shows without running anything in it. */
const shown = new Set([
	"image/png",
	"image/jpeg",
	"image/gif",
	"image/webp",
	"image/avif",
	"video/mp4",
	"video/webm",
	"audio/mpeg",
	"audio/ogg",
	"audio/wav",
	"audio/mp4",
	"audio/x-m4a",
	text,
	"application/pdf",
]);

/** How images begin, in hexadecimal digits. */
const signatures: Partial<Record<string, RegExp>> = {
	"image/png": /^89504e470d0a1a0a/,
	"image/jpeg": /^ffd8ff/,
	"image/gif": /^474946383[79]61/,
	"image/webp": /^52494646.{8}57454250/,
	// `ftyp`, and then one of the brands
	"image/avif": /^.{8}66747970(?:61766966|61766973|6d696631|6d736631)/,
};

const form = /^[a-z0-9!#$&^_.+-]{1,63}\/[a-z0-9!#$&^_.+-]{1,63}$/;

/** The type under which a file is kept: what its sender said, unless it says that it is an image and is none. */
export function mediaTypeOf(claimed: string | undefined, head: Uint8Array): string {
	if (claimed === undefined || !form.test(claimed)) return unknown;
	const signature = signatures[claimed];
	return signature && !signature.test(Buffer.from(head).toString("hex")) ? unknown : claimed;
}

/** How a file is answered: as what, and whether a browser may show it. */
export function shownAs(type: string): { type: string; kind: "inline" | "attachment" } {
	if (!shown.has(type)) return { type: unknown, kind: "attachment" };
	return { type: type === text ? `${text}; charset=utf-8` : type, kind: "inline" };
}
