import { inflateRawSync } from "node:zlib";

/** What a server's stream of WebSocket frames says, without keeping more of it than a few bytes. */
export interface Reader {
	/** each durable event's place in the log */
	event: (num: number) => void;
	/** each event that tells who came or went */
	presence: () => void;
	/** the last message's own time stamp in what has come; see `stamp` */
	stamp: (ms: number) => void;
	close: (code: number) => void;
}

const cursor = Buffer.from('"cursor":"');
/** of which the last are the place in the log */
const [cursor_digits, place_digits] = [16, 12];
const presence = Buffer.from('"type":"presence.changed"');
const stamped = Buffer.from('"body":"sent ');
const stamp_digits = 10;
/** Longer than any of these with what follows it, so that none is missed where two chunks meet. */
const overlap = 40;
const [text_frame, binary_frame, close_frame] = [1, 2, 8];

/** The beginning of a message from which `Reader.stamp` reads when it was sent. */
export const stamp = (ms: number): string => `sent ${String(Math.round(ms)).padStart(stamp_digits, "0")} `;

export class Frames {
	readonly #reader: Reader;
	/** the beginning of a header that has not come whole */
	#head: Buffer = Buffer.alloc(0);
	#kind = text_frame;
	/** bytes of the current frame that have not come */
	#missing = 0;
	/** the end of what has come of the current frame */
	#tail: Buffer = Buffer.alloc(0);
	/** what has come of a compressed one */
	#parts: Buffer[] = [];

	constructor(reader: Reader) {
		this.#reader = reader;
	}

	read(chunk: Buffer): void {
		let bytes = this.#head.length > 0 ? Buffer.concat([this.#head, chunk]) : chunk;
		for (;;) {
			if (this.#missing === 0) {
				const header = readHeader(bytes);
				if (!header) break;
				[this.#kind, this.#missing] = [header.kind, header.payload];
				bytes = bytes.subarray(header.length);
				this.#tail = Buffer.alloc(0);
			}
			const part = bytes.subarray(0, this.#missing);
			this.#missing -= part.length;
			bytes = bytes.subarray(part.length);
			this.#take(part);
			if (this.#missing > 0) break;
		}
		this.#head = Buffer.from(bytes);
	}

	#take(part: Buffer): void {
		if (this.#kind === text_frame) return this.#scan(part);
		this.#parts.push(Buffer.from(part));
		if (this.#missing > 0) return;
		const payload = Buffer.concat(this.#parts);
		this.#parts = [];
		if (this.#kind === close_frame) this.#reader.close(payload.readUInt16BE(0));
		else if (this.#kind === binary_frame) this.#scan(inflateRawSync(payload));
	}

	#scan(part: Buffer): void {
		const payload = this.#tail.length > 0 ? Buffer.concat([this.#tail, part]) : part;
		// what ends in the part that was kept has been seen before
		const old = this.#tail.length;
		const isNew = (end: number) => end > old && end <= payload.length;
		const digits = (end: number, count: number) => Number(payload.toString("latin1", end - count, end));
		for (const end of ends(payload, cursor, cursor_digits))
			if (isNew(end)) this.#reader.event(digits(end, place_digits));
		for (const end of ends(payload, presence, 0)) if (isNew(end)) this.#reader.presence();
		for (const end of ends(payload, stamped, stamp_digits))
			if (isNew(end)) this.#reader.stamp(digits(end, stamp_digits));
		this.#tail = Buffer.from(payload.subarray(-overlap));
	}
}

/** Where each `marker` with `more` bytes after it ends. */
function* ends(bytes: Buffer, marker: Buffer, more: number): Generator<number> {
	for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + marker.length))
		yield at + marker.length + more;
}

/** A server's frames have no mask. @returns undefined while the header has not come whole */
function readHeader(bytes: Buffer): { kind: number; payload: number; length: number } | undefined {
	if (bytes.length < 2) return undefined;
	const kind = bytes[0]! & 15;
	const short = bytes[1]! & 127;
	const length = short < 126 ? 2 : short === 126 ? 4 : 10;
	if (bytes.length < length) return undefined;
	const payload = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
	return { kind, payload, length };
}
