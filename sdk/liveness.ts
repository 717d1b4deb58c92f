import type { Wire } from "./socket.ts";

const open_within_ms = 30_000;
const ping_every_ms = 25_000;
const answer_within_ms = 35_000;
/** A connection that is closing at two checks at this distance counts as closed. */
const watch_every_ms = 300;
/** How long a server may be silent after an act, and then after a ping, before its connection counts as lost. */
const suspect_after_ms = 5_000;
/** UTF-16 units or bytes after which the client pings: the server disconnects clients that do not read (R24). */
const read_between_pings = 2 * 1024 * 1024;

/** Close codes for a connection of which there is no close frame: it was lost, or the runtime does not tell. */
export const [lost, unknown] = [1006, 1005];
const closing = 2;

/** Keeps a connection alive, and finds out that it is lost where nothing says so. */
export class Liveness {
	readonly #wire: Wire;
	readonly #end: (code: number) => void;
	#ping: ReturnType<typeof setInterval> | undefined;
	#watch: ReturnType<typeof setInterval> | undefined;
	#silence: ReturnType<typeof setTimeout> | undefined;
	#suspicion: ReturnType<typeof setTimeout> | undefined;
	#read = 0;

	/** @param end called with the close code when it is over */
	constructor(wire: Wire, end: (code: number) => void) {
		this.#wire = wire;
		this.#end = end;
		this.#expect(open_within_ms);
	}

	/** The connection is open. */
	begin(): void {
		this.#stopWaiting();
		this.#ping = setInterval(() => this.#keepAlive(), ping_every_ms);
		// when workerd closes a connection it ends it at once only if the client has sent something (2026-11-28)
		this.#keepAlive();
		this.#watchClosing();
		if (typeof document !== "object") return;
		document.addEventListener("visibilitychange", this.#returned);
		addEventListener("online", this.#returned);
	}

	/** A frame of this length came in. */
	received(length: number): void {
		this.#stopWaiting();
		this.#read += length;
		if (this.#read > read_between_pings) this.#keepAlive();
	}

	/** An act was sent: one that is not answered may be the first to find that the connection is lost. */
	acted(): void {
		this.#suspicion ??= setTimeout(() => this.#examine(), suspect_after_ms);
	}

	stop(): void {
		clearInterval(this.#ping);
		clearInterval(this.#watch);
		this.#stopWaiting();
		if (typeof document !== "object") return;
		document.removeEventListener("visibilitychange", this.#returned);
		removeEventListener("online", this.#returned);
	}

	/* A device that slept, or came into another network, may have lost its connections without being told. */
	readonly #returned = () => {
		if (document.visibilityState === "visible") this.#examine();
	};

	/*
	 * Node reports the server's close frame only when the server has also ended the connection, which may take ten seconds;
	 * browsers end it themselves. Until then there is no event, and the code is unknown.
	 */
	#watchClosing(): void {
		if (typeof document === "object") return;
		let wasClosing = false;
		this.#watch = setInterval(() => {
			const isClosing = this.#wire.readyState === closing;
			if (isClosing && wasClosing) this.#end(unknown);
			wasClosing = isClosing;
		}, watch_every_ms);
	}

	/* A background tab is woken once a minute, so silence counts from our last ping, not from the last frame. */
	#keepAlive(): void {
		this.#read = 0;
		this.#wire.send("ping");
		this.#expect(answer_within_ms);
	}

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
