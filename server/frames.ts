/** Opcodes of RFC 6455: from 8 on a frame is a control frame: close, ping or pong. */
const [continuation, first_control, close] = [0, 8, 8];
const max_control_bytes = 125;
const longest_header = 14;

interface Frame {
	opcode: number;
	isLast: boolean;
	/** of its payload, in bytes */
	length: number;
}

/** Finds the frames in one direction of a WebSocket as they pass, without buffering them. */
class Frames {
	#header: Buffer = Buffer.alloc(0);
	/** remaining bytes of the current payload */
	#left = 0;

	/** The last frame that began has passed to its end. */
	get isBetween(): boolean {
		return this.#left === 0;
	}

	/** The frames that begin in `chunk`. */
	*in(chunk: Buffer): Generator<Frame> {
		for (let rest = chunk; rest.length > 0;) {
			const passing = Math.min(this.#left, rest.length);
			this.#left -= passing;
			rest = rest.subarray(passing);
			if (rest.length === 0) return;
			const before = this.#header.length;
			this.#header = Buffer.concat([this.#header, rest.subarray(0, longest_header - before)]);
			const length = headerLength(this.#header);
			if (length === undefined || this.#header.length < length) return;
			const frame = readFrame(this.#header);
			this.#header = Buffer.alloc(0);
			this.#left = frame.length;
			rest = rest.subarray(length - before);
			yield frame;
		}
	}
}

/** The frame that begins with these bytes; undefined while its header is incomplete. */
function headerLength(start: Buffer): number | undefined {
	if (start.length < 2) return undefined;
	const [short, isMasked] = [start[1]! & 0x7f, start[1]! >= 0x80];
	return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (isMasked ? 4 : 0);
}

function readFrame(header: Buffer): Frame {
	const short = header[1]! & 0x7f;
	const long = () => (short === 126 ? header.readUInt16BE(2) : Number(header.readBigUInt64BE(2)));
	return { opcode: header[0]! & 0x0f, isLast: header[0]! >= 0x80, length: short < 126 ? short : long() };
}

/**
 * Follows what a client sends and reports when one of its messages is too long. The runtime would buffer 32 MiB of it,
 * complete or not, before the Worker could refuse (workerd 1.20261023, 2026-11-28).
 */
export class MessageLimit {
	readonly #frames = new Frames();
	readonly #max_bytes: number;
	/** length of the message so far, over all its frames */
	#size = 0;
	#isInside = false;
	/** the client has sent a close frame */
	isClosing = false;

	constructor(max_bytes: number) {
		this.#max_bytes = max_bytes;
	}

	/** @returns false once a message is too long or a frame is invalid: then nothing more may pass */
	take(chunk: Buffer): boolean {
		for (const frame of this.#frames.in(chunk)) if (!this.#begin(frame)) return false;
		return true;
	}

	#begin({ opcode, isLast, length }: Frame): boolean {
		this.isClosing ||= opcode === close;
		if (opcode >= first_control) return isLast && length <= max_control_bytes;
		const isContinued = opcode === continuation;
		this.#size = isContinued ? this.#size + length : length;
		if (isContinued !== this.#isInside || this.#size > this.#max_bytes) return false;
		this.#isInside = !isLast;
		return true;
	}
}

/** Follows what the server sends and reports when it has sent a close frame. */
export class CloseDetector {
	readonly #frames = new Frames();
	#hasBegun = false;
	wasSent = false;

	/** Whether the close frame ends in `chunk`: it may come in pieces. */
	endsIn(chunk: Buffer): boolean {
		if (this.wasSent) return false;
		for (const { opcode } of this.#frames.in(chunk)) this.#hasBegun ||= opcode === close;
		this.wasSent = this.#hasBegun && this.#frames.isBetween;
		return this.wasSent;
	}
}
