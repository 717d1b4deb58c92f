/** Opcodes of RFC 6455 from which on a frame is no part of a message, but says ping, pong or close. */
const first_control = 8;
const max_control_bytes = 125;

/**
 * Follows what a client sends on a WebSocket and tells when a message of it is too long. The runtime would gather one
 * of 32 MiB before anybody is asked (workerd 1.20261023, 2026-11-28), finished or not.
 */
export class MessageBound {
	readonly #max_bytes: number;
	#header: Buffer = Buffer.alloc(0);
	/** of the frame that is being read */
	#left = 0;
	/** of the message so far, over all its frames */
	#size = 0;
	#isInside = false;

	constructor(max_bytes: number) {
		this.#max_bytes = max_bytes;
	}

	/** @returns false once a message is too long, or what came is no frame */
	take(chunk: Buffer): boolean {
		let rest = chunk;
		while (rest.length > 0) {
			if (this.#left > 0) {
				const read = Math.min(this.#left, rest.length);
				this.#left -= read;
				rest = rest.subarray(read);
				continue;
			}
			const before = this.#header.length;
			this.#header = Buffer.concat([this.#header, rest.subarray(0, 14 - before)]);
			const length = headerLength(this.#header);
			if (length === undefined || this.#header.length < length) return true;
			if (!this.#begin(this.#header)) return false;
			this.#header = Buffer.alloc(0);
			rest = rest.subarray(length - before);
		}
		return true;
	}

	#begin(header: Buffer): boolean {
		const [isLast, opcode] = [header[0]! >= 0x80, header[0]! & 0x0f];
		this.#left = payloadLength(header);
		if (opcode >= first_control) return isLast && this.#left <= max_control_bytes;
		const isContinued = opcode === 0;
		this.#size = isContinued ? this.#size + this.#left : this.#left;
		if (isContinued !== this.#isInside || this.#size > this.#max_bytes) return false;
		this.#isInside = !isLast;
		return true;
	}
}

/** Of a frame whose first bytes these are; undefined while they do not tell. */
function headerLength(start: Buffer): number | undefined {
	if (start.length < 2) return undefined;
	const [short, isMasked] = [start[1]! & 0x7f, start[1]! >= 0x80];
	return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (isMasked ? 4 : 0);
}

function payloadLength(header: Buffer): number {
	const short = header[1]! & 0x7f;
	if (short === 126) return header.readUInt16BE(2);
	return short === 127 ? Number(header.readBigUInt64BE(2)) : short;
}
