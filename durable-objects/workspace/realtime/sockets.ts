import { type UserId, close, tooFast } from "@clickclack/protocol";
import { count } from "../../metrics.ts";
import { hasDrained, isOverfull } from "./backpressure.ts";
import type { Frame } from "./frames.ts";
import { type Listener, type Socket, newSocket, noteActive } from "./socket.ts";

/**
 * The runtime keeps a socket that we have closed, with its unsent frames, until the peer answers or the connection
 * breaks (seen with workerd 1.20261023, 2026-11-28). So twice as many as may be open are kept, and closed ones count.
 */
const held_for_each_open = 2;
const wait_s = 60;

/** How long a replay waits for a slow reader: 500 times 20 ms. */
const [pause_ms, max_pauses] = [20, 500];
const session_over = "session expired";
const overflow_reason = "realtime buffer overflow; reconnect with after_cursor to replay";
/** clients send "ping" every 25 s; one that stopped is gone, whatever TCP believes */
const silent_ms = 90_000;

/** The open sockets of one workspace. Nothing else keeps them. */
export class Sockets {
	readonly #ctx: DurableObjectState;
	readonly #open = new Map<WebSocket, Socket>();
	readonly #gone: (user_id: UserId) => void;

	/** @param gone called when somebody's last socket has closed, whichever side closed it */
	constructor(ctx: DurableObjectState, gone: (user_id: UserId) => void) {
		this.#ctx = ctx;
		this.#gone = gone;
		const open = ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
		for (const ws of open) this.#add(ws, ws.deserializeAttachment() as Listener, true);
	}

	#add(ws: WebSocket, listener: Listener, isLive: boolean): Socket {
		const socket = newSocket(ws, listener, isLive);
		this.#open.set(ws, socket);
		return socket;
	}

	/**
	 * Accepts one end of a new pair; nothing is sent on it until `isLive`. When the person has the maximum open, their least
	 * recently active socket is closed: it is the likeliest to be dead already.
	 * @param max how many one person may have open
	 * @throws ChatError rate_limited when too many closed ones are still kept
	 */
	accept(ws: WebSocket, who: Omit<Listener, "active_at">, max: number): Socket {
		const listener = { ...who, active_at: Date.now() };
		const { user_id } = listener;
		if (this.#ctx.getWebSockets(user_id).length >= held_for_each_open * max) throw tooFast(wait_s);
		const open = this.all().filter((socket) => socket.user_id === user_id);
		if (open.length >= max) this.#makeRoom(open);
		this.#ctx.acceptWebSocket(ws, [user_id]);
		ws.serializeAttachment(listener);
		return this.#add(ws, listener, false);
	}

	#makeRoom(open: Socket[]): void {
		const lastActive = (socket: Socket) => Math.max(this.#pinged(socket) ?? 0, socket.active_at);
		const [least_active] = open.toSorted((a, b) => lastActive(a) - lastActive(b));
		this.close(least_active!, close.try_again, "you have too many connections open");
	}

	/** When its last ping was answered, in ms. */
	#pinged({ ws }: Socket): number | undefined {
		return this.#ctx.getWebSocketAutoResponseTimestamp(ws)?.getTime();
	}

	/** Undefined when it is closed or closing. */
	find(ws: WebSocket): Socket | undefined {
		return this.#open.get(ws);
	}

	/** Notes that a client is active. @returns false for one whose session has expired, and closes its socket */
	isAlive(socket: Socket): boolean {
		const isOver = socket.ends_at <= Date.now();
		if (isOver) this.close(socket, close.revoked, session_over);
		else noteActive(socket);
		return !isOver;
	}

	all(): Socket[] {
		return [...this.#open.values()];
	}

	/** Everybody with an open socket, once. */
	users(): UserId[] {
		return [...new Set(this.all().map((socket) => socket.user_id))];
	}

	/** Sends one frame of events. Closes the socket of a client that does not read, and of an expired session. */
	send(socket: Socket, frame: Frame): void {
		if (socket.ends_at <= Date.now()) this.close(socket, close.revoked, session_over);
		else this.#write(socket, frame);
	}

	#write(socket: Socket, frame: Frame): void {
		try {
			socket.ws.send(frame);
		} catch {
			return this.forget(socket.ws); // closed already: the client reconnects with its cursor
		}
		if (isOverfull(socket, frame.length, () => this.#pinged(socket) ?? 0)) this.#overflow(socket);
	}

	/** Closes at once: answers to running acts, which are dropped, would only add to what is not read. */
	#overflow(socket: Socket): void {
		this.forget(socket.ws);
		disconnect(socket, close.try_again, overflow_reason);
	}

	/** Waits until most of what was sent has left, if the runtime reports it. @returns false when the socket was closed */
	async drained(socket: Socket): Promise<boolean> {
		for (let i = 0; i < max_pauses && this.#open.has(socket.ws); i++) {
			await new Promise((resolve) => setTimeout(resolve, i === 0 ? 0 : pause_ms));
			if (hasDrained(socket)) return this.#open.has(socket.ws);
		}
		this.#overflow(socket);
		return false;
	}

	/** Nothing more is delivered, and no further act is taken. Acts that are running are answered before the close frame. */
	close(socket: Socket, code: number, reason: string): void {
		this.forget(socket.ws);
		if (socket.acts === 0) disconnect(socket, code, reason);
		else socket.ending ??= { code, reason };
	}

	/**
	 * Sends the answer to an act, also when its session has expired meanwhile: it was done. One who has left the workspace by
	 * it gets that before the close frame.
	 */
	answer(socket: Socket, frame: string): void {
		socket.acts--;
		this.#write(socket, frame);
		if (socket.acts === 0 && socket.ending) disconnect(socket, socket.ending.code, socket.ending.reason);
	}

	/** Removes a socket that is closed or closing. */
	forget(ws: WebSocket): void {
		const socket = this.#open.get(ws);
		if (this.#open.delete(ws)) count("clickclack_sockets_closed_total", []);
		if (socket && !this.users().includes(socket.user_id)) this.#gone(socket.user_id);
	}

	/** Closes silent sockets and those of expired sessions. */
	reap(): void {
		const now = Date.now();
		for (const socket of this.all()) {
			const pinged = this.#pinged(socket);
			const isSilent = pinged !== undefined && now - Math.max(pinged, socket.active_at) > silent_ms;
			if (socket.ends_at <= now) this.close(socket, close.revoked, session_over);
			else if (isSilent) this.close(socket, close.try_again, "no ping for too long");
		}
	}
}

function disconnect({ ws }: Socket, code: number, reason: string): void {
	try {
		ws.close(code, reason);
	} catch {
		// it was closed from the other side in the meantime
	}
}
