import type { Acts } from "./acts.ts";
import { type Frame, eventsIn } from "./frames.ts";
import type { LeanReader } from "./lean.ts";
import { Liveness, lost, unknown } from "./liveness.ts";
import type { ServerEvent } from "./types.ts";

const stable_after_ms = 10_000;

/** The part of `WebSocket` that is used, so that other implementations can be passed. */
export type Wire = Pick<WebSocket, "readyState" | "binaryType" | "send" | "close" | "addEventListener">;

/** Close codes after which the client does not simply reconnect. */
export const close = { revoked: 1008, resync_required: 4001, unknown } as const;

/** One socket, from connecting to its end, as an iterator over its frames. */
export class Socket implements AsyncIterable<ServerEvent[]> {
	readonly #wire: Wire;
	readonly #reader: LeanReader;
	readonly #acts: Acts;
	readonly #liveness: Liveness;
	readonly #frames: Frame[] = [];
	#arrived = () => {};
	#opened_at: number | undefined;
	#code: number | undefined;
	#isDropped = false;

	/** @param opened called when the connection is open */
	constructor(wire: Wire, reader: LeanReader, acts: Acts, opened: () => void) {
		this.#wire = wire;
		this.#reader = reader;
		this.#acts = acts;
		this.#liveness = new Liveness(wire, (code) => this.#end(code));
		const open = () => {
			this.#opened_at = Date.now();
			this.#liveness.begin();
			acts.begin((text) => this.#act(text));
			opened();
		};
		wire.binaryType = "arraybuffer";
		wire.addEventListener("message", ({ data }) => this.#take(data as Frame));
		wire.addEventListener("close", ({ code }) => this.#end(code));
		wire.addEventListener("error", () => this.#end(lost));
		// A socket from an upgraded fetch is open from the start and fires no event.
		if (wire.readyState === 1) open();
		else wire.addEventListener("open", open);
	}

	/** The close code; undefined while it is open. */
	get code(): number | undefined {
		return this.#code;
	}

	get wasOpened(): boolean {
		return this.#opened_at !== undefined;
	}

	/** It was open for long enough to assume that the server is well. */
	get wasStable(): boolean {
		return this.#opened_at !== undefined && Date.now() - this.#opened_at >= stable_after_ms;
	}

	/** The frames in the order of arrival, including all that arrived before the end. */
	async *[Symbol.asyncIterator](): AsyncGenerator<ServerEvent[], void> {
		try {
			for (;;) {
				const frame = this.#frames.shift();
				const events = frame !== undefined && (await eventsIn(frame, this.#reader));
				if (this.#isDropped) return;
				if (events) yield events;
				// an invalid frame ends the socket: its events are requested again
				else if (frame !== undefined || this.#code !== undefined) return;
				else await new Promise<void>((arrived) => (this.#arrived = arrived));
			}
		} finally {
			this.disconnect();
		}
	}

	/** Ends it from our side; frames that were not taken are dropped. */
	disconnect(): void {
		this.#isDropped = true;
		this.#frames.length = 0;
		this.#end(lost);
	}

	#take(frame: Frame): void {
		if (this.#code !== undefined) return;
		this.#liveness.received(typeof frame === "string" ? frame.length : frame.byteLength);
		if (frame === "pong") return;
		// at once: a consumer that waits for an answer takes no more frames
		if (!isAnswer(frame)) this.#frames.push(frame);
		else if (!this.#acts.take(frame)) this.#end(lost);
		this.#arrived();
	}

	#act(text: string): boolean {
		if (this.#wire.readyState !== 1) return false;
		this.#wire.send(text);
		this.#liveness.acted();
		return true;
	}

	#end(code: number): void {
		if (this.#code !== undefined) return;
		this.#code = code;
		this.#liveness.stop();
		this.#wire.close();
		this.#acts.end(code);
		this.#arrived();
	}
}

/** A text frame with events begins with a bracket. */
const isAnswer = (frame: Frame): frame is string => typeof frame === "string" && frame.startsWith("{");
