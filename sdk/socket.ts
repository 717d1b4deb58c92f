import type { ServerEvent } from "./types.ts";

const open_within_ms = 30_000;
const ping_every_ms = 25_000;
const answer_within_ms = 35_000;
const stable_after_ms = 10_000;
/** Seen twice at this distance, a connection that is being closed counts as closed. */
const look_every_ms = 300;
/** UTF-16 units or bytes after which we say that we are still reading: the server lets go of those who do not (R24). */
const read_between_pings = 2 * 1024 * 1024;

/** What is used of a `WebSocket`: other implementations than the runtime's own will do. */
export type Wire = Pick<WebSocket, "readyState" | "binaryType" | "send" | "close" | "addEventListener">;

type Frame = string | ArrayBuffer;

/** Not every runtime has this kind of stream. */
export function canInflate(): boolean {
	try {
		return new DecompressionStream("deflate-raw").readable instanceof ReadableStream;
	} catch {
		return false;
	}
}

async function inflate(bytes: ArrayBuffer): Promise<string> {
	return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

/** The events of a frame; undefined for one that is none of ours. */
async function read(frame: Frame): Promise<ServerEvent[] | undefined> {
	try {
		const events = JSON.parse(typeof frame === "string" ? frame : await inflate(frame));
		return Array.isArray(events) ? events : undefined;
	} catch {
		return undefined;
	}
}

/** Close codes that call for something other than dialling again. */
export const close = { revoked: 1008, resync_required: 4001, unknown: 1005 } as const;
const lost = 1006;
const closing = 2;

/** One socket, from dialling to its end, as an iterator over the frames that came in. */
export class Socket implements AsyncIterable<ServerEvent[]> {
	readonly #wire: Wire;
	readonly #frames: Frame[] = [];
	#arrived = () => {};
	#ping: ReturnType<typeof setInterval> | undefined;
	#look: ReturnType<typeof setInterval> | undefined;
	#silence: ReturnType<typeof setTimeout> | undefined;
	#opened_at: number | undefined;
	#code: number | undefined;
	#isDropped = false;
	#read = 0;

	/** @param opened called when the server has let us in */
	constructor(wire: Wire, opened: () => void) {
		this.#wire = wire;
		this.#expect(open_within_ms);
		const open = () => {
			this.#opened_at = Date.now();
			this.#heard();
			this.#ping = setInterval(() => this.#keepAlive(), ping_every_ms);
			// workerd ends the connection of a client that it closes at once only when that has sent something (2026-11-28)
			this.#keepAlive();
			this.#watchClosing();
			opened();
		};
		wire.binaryType = "arraybuffer";
		wire.addEventListener("message", ({ data }) => this.#take(data as Frame));
		wire.addEventListener("close", ({ code }) => this.#end(code));
		wire.addEventListener("error", () => this.#end(lost));
		// A socket that comes from an upgraded fetch is open from the start and says nothing about it.
		if (wire.readyState === 1) open();
		else wire.addEventListener("open", open);
	}

	/** Why it ended; undefined while it has not. */
	get code(): number | undefined {
		return this.#code;
	}

	get wasOpened(): boolean {
		return this.#opened_at !== undefined;
	}

	/** It was open for long enough to believe that the server is well. */
	get wasStable(): boolean {
		return this.#opened_at !== undefined && Date.now() - this.#opened_at >= stable_after_ms;
	}

	/** Frames in the order in which they came; those that came before the end are all given. */
	async *[Symbol.asyncIterator](): AsyncGenerator<ServerEvent[], void> {
		try {
			for (;;) {
				const frame = this.#frames.shift();
				const events = frame !== undefined && (await read(frame));
				if (this.#isDropped) return;
				if (events) yield events;
				// one that cannot be read ends the socket: what it may have held is asked for again
				else if (frame !== undefined || this.#code !== undefined) return;
				else await new Promise<void>((arrived) => (this.#arrived = arrived));
			}
		} finally {
			this.hangUp();
		}
	}

	/** Ends it from our side; frames that nobody took are dropped. */
	hangUp(): void {
		this.#isDropped = true;
		this.#frames.length = 0;
		this.#end(lost);
	}

	#take(frame: Frame): void {
		this.#heard();
		if (frame === "pong" || this.#code !== undefined) return;
		this.#read += typeof frame === "string" ? frame.length : frame.byteLength;
		if (this.#read > read_between_pings) this.#keepAlive();
		this.#frames.push(frame);
		this.#arrived();
	}

	#end(code: number): void {
		if (this.#code !== undefined) return;
		this.#code = code;
		clearInterval(this.#ping);
		clearInterval(this.#look);
		this.#heard();
		this.#wire.close();
		this.#arrived();
	}

	/*
	 * Node tells of the server's close frame only when the server has ended the connection too, which may take ten seconds;
	 * browsers end it themselves. Until then there is no event, and nobody says with which code it closes.
	 */
	#watchClosing(): void {
		if (typeof document === "object") return;
		let wasClosing = false;
		this.#look = setInterval(() => {
			const isClosing = this.#wire.readyState === closing;
			if (isClosing && wasClosing) this.#end(close.unknown);
			wasClosing = isClosing;
		}, look_every_ms);
	}

	/* A tab in the background is woken once a minute, so silence counts from a ping of ours, not from the last frame. */
	#keepAlive(): void {
		this.#read = 0;
		this.#wire.send("ping");
		this.#expect(answer_within_ms);
	}

	#expect(within_ms: number): void {
		this.#silence ??= setTimeout(() => this.#end(lost), within_ms);
	}

	#heard(): void {
		clearTimeout(this.#silence);
		this.#silence = undefined;
	}
}
