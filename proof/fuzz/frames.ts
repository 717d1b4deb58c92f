import fc, { type Arbitrary } from "fast-check";
import { strings } from "./strings.ts";

/** A frame as a client may send it, and as it may not. */
export interface Frame {
	isFinal: boolean;
	reserved: number;
	opcode: number;
	isMasked: boolean;
	payload: Uint8Array;
	/** how its length is written; "lying" announces more than ever comes */
	length: "short" | "16 bits" | "64 bits" | "lying";
}

const opcodes = { text: 1, binary: 2, close: 8 } as const;

const plain = (text: string): Frame => ({
	isFinal: true,
	reserved: 0,
	opcode: opcodes.text,
	isMasked: true,
	payload: Buffer.from(text),
	length: "short",
});

const texts = fc.constantFrom(
	"ping",
	"PING",
	"ping ",
	'"ping"',
	"pong",
	"{}",
	"[]",
	'{"type":"message.created"}',
	...strings,
);
const closing = fc
	.tuple(fc.constantFrom(0, 999, 1000, 1001, 1004, 1005, 1006, 1015, 2999, 3000, 4001, 4999, 5000, 65_535), texts)
	.map(([code, why]) => Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(why).subarray(0, 123)]));
const payloads: Arbitrary<Uint8Array> = fc.oneof(
	{ weight: 6, arbitrary: texts.map((text) => Buffer.from(text)) },
	{ weight: 3, arbitrary: fc.uint8Array({ maxLength: 200 }) },
	{
		weight: 2,
		arbitrary: fc
			.constantFrom([0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80])
			.map((bytes) => Buffer.from(bytes)),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(126, 65_535, 65_536, 1_048_577, 3_000_000).map((size) => Buffer.alloc(size, "a")),
	},
);

const odd: Arbitrary<Frame> = fc.record({
	isFinal: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
	reserved: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(7)),
	opcode: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 1, 2, 8, 9, 10) }, fc.nat(15)),
	isMasked: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constant(false)),
	payload: payloads,
	length: fc.oneof(
		{ weight: 6, arbitrary: fc.constant("short" as const) },
		fc.constantFrom("16 bits" as const, "64 bits" as const, "lying" as const),
	),
});

/** What somebody says on a socket. */
export const speeches: Arbitrary<Frame[]> = fc.array(
	fc.oneof(
		{ weight: 3, arbitrary: texts.map(plain) },
		{ weight: 2, arbitrary: payloads.map((payload): Frame => ({ ...plain(""), opcode: opcodes.binary, payload })) },
		{ weight: 1, arbitrary: closing.map((payload): Frame => ({ ...plain(""), opcode: opcodes.close, payload })) },
		{ weight: 4, arbitrary: odd },
	),
	{ minLength: 1, maxLength: 6 },
);

const mask = Buffer.from([0x5a, 0x13, 0xc7, 0x08]);

function lengthOf({ payload, length }: Frame): Buffer {
	const size = payload.length;
	if (length === "lying") return Buffer.from([127, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff]);
	if (length === "64 bits" || size > 65_535) {
		const bytes = Buffer.alloc(9, 127);
		bytes.writeBigUInt64BE(BigInt(size), 1);
		return bytes;
	}
	if (length === "16 bits" || size > 125) return Buffer.from([126, size >> 8, size & 255]);
	return Buffer.from([size]);
}

export function encoded(frame: Frame): Uint8Array {
	const first = (frame.isFinal ? 128 : 0) | (frame.reserved << 4) | frame.opcode;
	const length = lengthOf(frame);
	if (!frame.isMasked) return Buffer.concat([Buffer.from([first]), length, frame.payload]);
	length[0]! |= 128;
	return Buffer.concat([Buffer.from([first]), length, mask, frame.payload.map((byte, i) => byte ^ mask[i % 4]!)]);
}

export const ping = encoded(plain("ping"));
