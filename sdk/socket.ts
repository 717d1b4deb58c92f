import type { Acts } from "./acts.ts";
import { type Frame, eventsIn } from "./frames.ts";
import type { LeanReader } from "./lean.ts";
import type { ServerEvent } from "./types.ts";

const open_within_ms = 30_000;
const ping_every_ms = 25_000;
const answer_within_ms = 35_000;
const stable_after_ms = 10_000;
/** A connection that is closing at two checks at this distance counts as closed. */
const watch_every_ms = 300;
/** How long a server may be silent after an act, and then after a ping, before its connection counts as lost. */
const suspect_after_ms = 5_000;
/** UTF-16 units or bytes after which the client pings: the server disconnects clients that do not read (R24). */
const read_between_pings = 2 * 1024 * 1024;

/** The part of `WebSocket` that is used, so that other implementations can be passed. */
export type Wire = Pick<WebSocket, "readyState" | "binaryType" | "send" | "close" | "addEventListener">;

/** Close codes after which the client does not simply reconnect. */
export const close = { revoked: 1008, resync_required: 4001, unknown: 1005 } as const;
const lost = 1006;
const closing = 2;

/** One socket, from connecting to its end, as an iterator over its frames. */
export class Socket implements AsyncIterable<ServerEvent[]> {
	readonly #wire: Wire;
	readonly #reader: LeanReader;
	readonly #acts: Acts;
	readonly #frames: Frame[] = [];
	#arrived = () => {};
	#ping: ReturnType<typeof setInterval> | undefined;
	#watch: ReturnType<typeof setInterval> | undefined;
	#silence: ReturnType<typeof setTimeout> | undefined;
	#suspicion: ReturnType<typeof setTimeout> | undefined;
	#opened_at: number | undefined;
	#code: number | undefined;
	#isDropped = false;
	#read = 0;

	/** @param opened called when the connection is open */
	constructor(wire: Wire, reader: LeanReader, acts: Acts, opened: () => void) {
		this.#wire = wire;
		this.#reader = reader;
		this.#acts = acts;
		this.#expect(open_within_ms);
		const open = () => {
			this.#opened_at = Date.now();
			this.#stopWaiting();
			this.#ping = setInterval(() => this.#keepAlive(), ping_every_ms);
			// when workerd closes a connection it ends it at once only if the client has sent something (2026-11-28)
			this.#keepAlive();
			this.#watchClosing();
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
		this.#stopWaiting();
		if (frame === "pong" || this.#code !== undefined) return;
		this.#read += typeof frame === "string" ? frame.length : frame.byteLength;
		if (this.#read > read_between_pings) this.#keepAlive();
		// at once: a consumer that waits for an answer takes no more frames
		if (!isAnswer(frame)) this.#frames.push(frame);
		else if (!this.#acts.take(frame)) this.#end(lost);
		this.#arrived();
	}

	#act(text: string): boolean {
		if (this.#wire.readyState !== 1) return false;
		this.#wire.send(text);
		this.#suspicion ??= setTimeout(() => this.#examine(), suspect_after_ms);
		return true;
	}

	#end(code: number): void {
		if (this.#code !== undefined) return;
		this.#code = code;
		clearInterval(this.#ping);
		clearInterval(this.#watch);
		this.#stopWaiting();
		this.#wire.close();
		this.#acts.end(code);
		this.#arrived();
	}

	/*
	 * Node reports the server's close frame only when the server has also ended the connection, which may take ten seconds;
	 * browsers end it themselves. Until then there is no event, and the code is unknown.
	 */
	#watchClosing(): void {
		if (typeof document === "object") return;
		let wasClosing = false;
		this.#watch = setInterval(() => {
			const isClosing = this.#wire.readyState === closing;
			if (isClosing && wasClosing) this.#end(close.unknown);
			wasClosing = isClosing;
		}, watch_every_ms);
	}

	/* A background tab is woken once a minute, so silence counts from our last ping, not from the last frame. */
	#keepAlive(): void {
		this.#read = 0;
		this.#wire.send("ping");
		this.#expect(answer_within_ms);
	}

	/** An act that is not answered may be the first to find that the connection was lost. */
	#examine(): void {
		this.#stopWaiting();
		this.#wire.send("ping");
		this.#expect(suspect_after_ms);
	}

	#expect(within_ms: number): void {
		this.#silence ??= setTimeout(() => this.#end(lost), within_ms);
	}

	#stopWaiting(): void {
		clearTimeout(this.#silence);
		clearTimeout(this.#suspicion);
		this.#silence = this.#suspicion = undefined;
	}
}

/** A text frame with events begins with a bracket. */
const isAnswer = (frame: Frame): frame is string => typeof frame === "string" && frame.startsWith("{");
