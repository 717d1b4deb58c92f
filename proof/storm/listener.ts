import { type Socket, connect } from "node:net";
import { upgrade } from "../upgrade.ts";
import { Frames } from "./frames.ts";

/** What comes in on any socket lands here and is looked at before the next. */
const buffer = Buffer.alloc(256 * 1024);
const asking = Object.entries(upgrade)
	.map(([name, value]) => `${name}: ${value}`)
	.join("\r\n");
/** Masked with zeros. */
const ping = Buffer.from([0x81, 0x84, 0, 0, 0, 0, ...Buffer.from("ping")]);
/** As the SDK does: a server lets go of who takes much and gives no sign of life (R24). */
const ping_every_bytes = 2 * 1024 * 1024;

/** One socket of one person, as light as 3,000 of them in a process have to be. */
export class Listener {
	/** the places in the log of what it heard, in the order in which it came */
	readonly heard: number[] = [];
	presences = 0;
	bytes = 0;
	/** when it was let in, and when it knew all up to its goal, as performance.now() has it */
	opened_at: number | undefined;
	reached_at: number | undefined;
	/** the last place in the log that it knows */
	last: number;
	/** the close code that the server gave */
	closed: number | undefined;
	/** why there is no socket any more, when no close code says so */
	error: string | undefined;
	/** told of the stamp of each message that came */
	stamped: (ms: number) => void = () => {};
	readonly #goal: number;
	readonly #socket: Socket;
	readonly #frames: Frames;
	#unconfirmed = 0;

	/**
	 * @param url of the upgrade, with its query
	 * @param known the last place in the log that they know
	 * @param goal the place at which they have caught up
	 */
	constructor(url: string, user_id: string, known: number, goal: number) {
		this.last = known;
		this.#goal = goal;
		const { hostname, port, host, pathname, search } = new URL(url);
		this.#frames = new Frames({
			event: (num) => this.#hear(num),
			presence: () => this.presences++,
			stamp: (ms) => this.stamped(ms),
			close: (code) => (this.closed = code),
		});
		const callback = (length: number) => this.#read(buffer.subarray(0, length));
		const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback } }).setNoDelay();
		socket.on("error", ({ message }) => (this.error ??= message));
		socket.on("close", () => (this.error ??= this.closed === undefined ? "ended without a close frame" : undefined));
		socket.write(
			`GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n${asking}\r\nx-clickclack-user: ${user_id}\r\n\r\n`,
		);
		this.#socket = socket;
	}

	#hear(num: number): void {
		this.heard.push(num);
		this.last = num;
		if (num >= this.#goal) this.reached_at ??= performance.now();
	}

	#read(chunk: Buffer): boolean {
		if (this.opened_at === undefined) return this.#enter(chunk);
		this.bytes += chunk.length;
		this.#unconfirmed += chunk.length;
		if (this.#unconfirmed > ping_every_bytes) {
			this.#unconfirmed = 0;
			this.#socket.write(ping);
		}
		this.#frames.read(chunk);
		return true;
	}

	/** The answer to the upgrade, which comes in one piece. */
	#enter(answer: Buffer): boolean {
		const end = answer.indexOf("\r\n\r\n") + 4;
		const status = answer.toString("latin1", 9, 12);
		if (status === "101") {
			this.opened_at = performance.now();
			if (this.last >= this.#goal) this.reached_at = this.opened_at;
			this.#frames.read(answer.subarray(end));
		} else this.error = `refused: ${status}`;
		return true;
	}

	/** Reads no more, and leaves the connection as it is. */
	stall(): void {
		this.#socket.pause();
	}

	resume(): void {
		this.#socket.resume();
	}

	leave(): void {
		this.#socket.destroy();
	}
}
