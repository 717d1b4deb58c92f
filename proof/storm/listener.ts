import { RawWebSocket } from "../websocket.ts";

const ping = Buffer.from([0x81, 0x84, 0, 0, 0, 0, ...Buffer.from("ping")]);
/** As the SDK does: a server lets go of who takes much and gives no sign of life (R24). */
const ping_every_bytes = 2 * 1024 * 1024;

const quote = 0x22;
const cursor = Buffer.from('"cursor":"');
/** of which the last are the place in the log */
const [cursor_digits, place_digits] = [16, 12];
const presence = Buffer.from('"type":"presence.changed"');
const stamped = Buffer.from('"body":"sent ');
const stamp_digits = 10;

/** The beginning of a message that tells when it was sent. */
export const stamp = (ms: number): string => `sent ${String(Math.round(ms)).padStart(stamp_digits, "0")} `;

/** Where each `marker` with `more` bytes after it ends. */
function* ends(bytes: Buffer, marker: Buffer, more = 0): Generator<number> {
	for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + marker.length))
		yield at + marker.length + more;
}

/** One socket of one person, as light as 3,000 of them in a process have to be. */
export class Listener {
	readonly heard: number[] = [];
	presences = 0;
	/** when it was let in, and when it knew all up to its goal, as performance.now() has it */
	opened_at: number | undefined;
	reached_at: number | undefined;
	last: number;
	closed: number | undefined;
	/** why there is no socket any more, when no close code says so */
	error: string | undefined;
	/** told of the stamp of each message that came */
	stamped: (ms: number) => void = () => {};
	readonly #goal: number;
	readonly #raw: RawWebSocket;
	#confirmed = 0;

	/**
	 * @param url of the upgrade, with its query
	 * @param known the last place in the log that they know
	 * @param goal the place at which they have caught up
	 */
	constructor(url: string, user_id: string, known: number, goal: number) {
		this.last = known;
		this.#goal = goal;
		this.#raw = new RawWebSocket(
			url,
			{ "x-clickclack-user": user_id },
			{
				opened: () => {
					this.opened_at = performance.now();
					if (this.last >= this.#goal) this.reached_at = this.opened_at;
				},
				text: (payload) => this.#read(payload),
				closed: (code) => (this.closed = code),
				ended: (why) => (this.error ??= this.closed === undefined ? why : undefined),
			},
		);
	}

	get bytes(): number {
		return this.#raw.bytes;
	}

	#read(payload: Buffer): void {
		if (this.bytes - this.#confirmed > ping_every_bytes) {
			this.#confirmed = this.bytes;
			this.#raw.socket.write(ping);
		}
		const digits = (end: number, count: number) => Number(payload.toString("latin1", end - count, end));
		// what is not kept has an empty one
		for (const end of ends(payload, cursor, cursor_digits))
			if (payload[end] === quote) this.#hear(digits(end, place_digits));
		for (const _ of ends(payload, presence)) this.presences++;
		for (const end of ends(payload, stamped, stamp_digits)) this.stamped(digits(end, stamp_digits));
	}

	#hear(num: number): void {
		this.heard.push(num);
		this.last = num;
		if (num >= this.#goal) this.reached_at ??= performance.now();
	}

	stall(): void {
		this.#raw.socket.pause();
	}

	resume(): void {
		this.#raw.socket.resume();
	}

	leave(): void {
		this.#raw.socket.destroy();
	}
}
