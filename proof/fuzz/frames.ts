import fc, { type Arbitrary } from "fast-check";
import { strings } from "./strings.ts";
import { weighted } from "./values.ts";

/** A frame as a client may send it, and as it may not. */
export interface Frame {
	/** with which it begins: whether it is the last part, three reserved bits, and its kind in four */
	first: number;
	isMasked: boolean;
	payload: Uint8Array;
	/** how its length is written; "lying" announces more than ever comes */
	length: "short" | "16 bits" | "64 bits" | "lying";
}

const usual = { isMasked: true, length: "short" } as const;
const whole = (opcode: number, payload: Uint8Array): Frame => ({ ...usual, first: 0x80 | opcode, payload });
const [text_code, binary, close] = [1, 2, 8];
/** A whole message. */
export const text = (said: string): Frame => whole(text_code, Buffer.from(said));

const words = ["ping", "PING", "ping ", '"ping"', "pong", "{}", "[]", '{"type":"message.created"}'];
/** Acts, and what comes near to one. */
const acts = fc
	.record(
		{
			act: weighted<unknown>([8, fc.nat(9)], [1, fc.constantFrom(-1, 0.5, 1e300, "1", null)]),
			name: fc.constantFrom<unknown>("listChannels", "createMessage", "connect", "constructor", "", 7),
			input: weighted<unknown>(
				[
					6,
					fc.dictionary(
						fc.constantFrom("workspace_id", "channel_id", "body", "__proto__"),
						fc.constantFrom(...strings),
					),
				],
				[1, fc.constantFrom([], null, "x")],
			),
			correlation_id: fc.constantFrom<unknown>("mine", "", 7),
			token: fc.constant("x"),
		},
		{ requiredKeys: ["act", "name", "input"] },
	)
	.map((act) => JSON.stringify(act));
const texts = weighted([2, fc.constantFrom(...words, ...strings)], [1, acts]);
const codes = [0, 999, 1000, 1001, 1004, 1005, 1006, 1015, 2999, 3000, 4001, 4999, 5000, 65_535];
const closing = fc
	.tuple(fc.constantFrom(...codes), texts)
	.map(([code, why]) => Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(why).subarray(0, 123)]));
const no_utf8 = [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]];
const sizes = [126, 65_535, 65_536, 1_048_577, 3_000_000];
const payloads: Arbitrary<Uint8Array> = weighted<Uint8Array>(
	[6, texts.map((text) => Buffer.from(text))],
	[3, fc.uint8Array({ maxLength: 200 })],
	[2, fc.constantFrom(...no_utf8).map((bytes) => Buffer.from(bytes))],
	[1, fc.constantFrom(...sizes).map((size) => Buffer.alloc(size, "a"))],
);

const beginning = fc.tuple(
	weighted([3, fc.constant(0x80)], [1, fc.constant(0)]),
	weighted([4, fc.constant(0)], [1, fc.nat(7)]),
	weighted([3, fc.constantFrom(0, 1, 2, 8, 9, 10)], [1, fc.nat(15)]),
);
const odd: Arbitrary<Frame> = fc.record({
	first: beginning.map(([last, reserved, opcode]) => last | (reserved << 4) | opcode),
	isMasked: weighted([6, fc.constant(true)], [1, fc.constant(false)]),
	payload: payloads,
	length: weighted<Frame["length"]>([6, fc.constant("short")], [1, fc.constantFrom("16 bits", "64 bits", "lying")]),
});

/** What somebody says on a socket. */
export const speeches: Arbitrary<Frame[]> = fc.array(
	weighted<Frame>(
		[3, texts.map(text)],
		[2, payloads.map((payload) => whole(binary, payload))],
		[1, closing.map((payload) => whole(close, payload))],
		[4, odd],
	),
	{ minLength: 1, maxLength: 6 },
);

const mask = Buffer.from([0x5a, 0x13, 0xc7, 0x08]);

function lengthOf({ payload: { length: size }, length }: Frame): Buffer {
	if (length === "lying") return Buffer.from([127, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff]);
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(size));
	if (length === "64 bits" || size > 65_535) return Buffer.from([127, ...bytes]);
	return Buffer.from(length === "16 bits" || size > 125 ? [126, ...bytes.subarray(6)] : [size]);
}

export function encoded(frame: Frame): Uint8Array {
	const { first, isMasked, payload } = frame;
	const length = lengthOf(frame);
	if (!isMasked) return Buffer.concat([Buffer.from([first]), length, payload]);
	length[0]! |= 128;
	return Buffer.concat([Buffer.from([first]), length, mask, payload.map((byte, i) => byte ^ mask[i % 4]!)]);
}

export const ping = encoded(text("ping"));
