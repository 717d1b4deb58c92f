import { type Connect, type SessionId, type UserId, close, max_sockets, tooFast } from "@clickclack/protocol";
import type { Frame } from "./frames.ts";

/** What outlives a nap of the object, in the socket's attachment. */
export interface Listener {
	user_id: UserId;
	session_id?: SessionId | undefined;
	/** when the session ends by itself; ISO */
	expires_at?: string | undefined;
	/** in ms */
	opened_at: number;
	frames: Connect["frames"];
}

/** A socket while the object is awake. */
export interface Socket extends Listener {
	ws: WebSocket;
	/** the last event of the log that went out here; what is not after it is not sent again */
	position: number;
	/** false while it is catching up: then only the replay sends to it */
	isLive: boolean;
	/** sent since its last sign of life, in UTF-16 units or bytes */
	unconfirmed: number;
	/** its last ping, in ms */
	heard_at: number;
	/** when its session ends, in ms */
	ends_at: number;
}

/**
 * A socket that we have closed stays with the runtime, and what its frames hold, until its other side answers or its
 * connection breaks (seen with workerd 1.20261023, 2026-11-28). So those count too, for as long as they are there.
 */
const max_held = 2 * max_sockets;
const wait_s = 60;

const max_unsent_bytes = 1024 * 1024;
/** Where the runtime does not tell what is unsent, this much after the last ping is too much. */
const max_unconfirmed = 8 * 1024 * 1024;
/** A replay waits this long for a reader, 20 ms at a time. */
const [pause_ms, max_pauses] = [20, 500];
const session_over = "session expired";
const overflow_reason = "realtime buffer overflow; reconnect with after_cursor to replay";
/** clients say "ping" every 25 s; one that did and stopped is gone, whatever TCP believes */
const silent_ms = 90_000;

/** bufferedAmount is new in workerd 1.20261117 (2026-11-17); older runtimes do not tell */
interface Unsent {
	bufferedAmount?: number;
}

/** The open sockets of one workspace. The only place that knows where they are. */
export class Sockets {
	readonly #ctx: DurableObjectState;
	readonly #open = new Map<WebSocket, Socket>();
	readonly #gone: (user_id: UserId) => void;

	/** @param gone told whenever somebody's last socket has closed, whichever side closed it */
	constructor(ctx: DurableObjectState, gone: (user_id: UserId) => void) {
		this.#ctx = ctx;
		this.#gone = gone;
		const open = ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
		for (const ws of open) this.#add(ws, ws.deserializeAttachment() as Listener, true);
	}

	#add(ws: WebSocket, listener: Listener, isLive: boolean): Socket {
		const ends_at = Date.parse(listener.expires_at ?? "") || Infinity;
		const socket: Socket = { ...listener, ws, position: 0, isLive, unconfirmed: 0, heard_at: 0, ends_at };
		this.#open.set(ws, socket);
		return socket;
	}

	/**
	 * Takes one end of a new pair; it stays quiet until `isLive`. Of somebody who holds as many as one may, the one that
	 * was heard from longest ago makes room: it is the likeliest to be dead without our knowing.
	 * @throws ChatError rate_limited when too many that were closed are still there
	 */
	accept(ws: WebSocket, who: Omit<Listener, "opened_at">): Socket {
		const listener = { ...who, opened_at: Date.now() };
		const { user_id } = listener;
		if (this.#ctx.getWebSockets(user_id).length >= max_held) throw tooFast(wait_s);
		const open = this.all().filter((socket) => socket.user_id === user_id);
		if (open.length >= max_sockets) this.#makeRoom(open);
		this.#ctx.acceptWebSocket(ws, [user_id]);
		ws.serializeAttachment(listener);
		return this.#add(ws, listener, false);
	}

	#makeRoom(open: Socket[]): void {
		const heardAt = ({ ws, opened_at }: Socket) =>
			this.#ctx.getWebSocketAutoResponseTimestamp(ws)?.getTime() ?? opened_at;
		const [longest_ago] = open.toSorted((a, b) => heardAt(a) - heardAt(b));
		this.close(longest_ago!, close.try_again, "too many connections of yours are open");
	}

	all(): Socket[] {
		return [...this.#open.values()];
	}

	/** Everybody with a socket open, once. */
	users(): UserId[] {
		return [...new Set(this.all().map((socket) => socket.user_id))];
	}

	/** Sends one frame. Whoever does not read is let go, and comes back with a cursor; whose session has ended, for good. */
	send(socket: Socket, frame: Frame): void {
		if (socket.ends_at <= Date.now()) return this.close(socket, close.revoked, session_over);
		try {
			socket.ws.send(frame);
		} catch {
			return this.forget(socket.ws); // closing already: the client comes back with its cursor
		}
		if (this.#isOverfull(socket, frame.length)) this.close(socket, close.try_again, overflow_reason);
	}

	#isOverfull(socket: Socket, sent: number): boolean {
		const unsent = (socket.ws as Unsent).bufferedAmount;
		if (unsent !== undefined) return unsent > max_unsent_bytes;
		socket.unconfirmed += sent;
		if (socket.unconfirmed <= max_unconfirmed) return false;
		const heard_at = this.#ctx.getWebSocketAutoResponseTimestamp(socket.ws)?.getTime() ?? 0;
		if (heard_at <= socket.heard_at) return true;
		Object.assign(socket, { heard_at, unconfirmed: 0 });
		return false;
	}

	/** Waits until what was sent is on its way, as far as the runtime tells. @returns false when it was let go meanwhile */
	async drained(socket: Socket): Promise<boolean> {
		for (let i = 0; i < max_pauses && this.#open.has(socket.ws); i++) {
			await new Promise((resolve) => setTimeout(resolve, i === 0 ? 0 : pause_ms));
			const unsent = (socket.ws as Unsent).bufferedAmount ?? 0;
			if (unsent < max_unsent_bytes / 2) return this.#open.has(socket.ws);
		}
		this.close(socket, close.try_again, overflow_reason);
		return false;
	}

	close({ ws }: Socket, code: number, reason: string): void {
		this.forget(ws);
		try {
			ws.close(code, reason);
		} catch {
			// it was closed from the other side in the meantime
		}
	}

	/** It is closed, or as good as. */
	forget(ws: WebSocket): void {
		const socket = this.#open.get(ws);
		this.#open.delete(ws);
		if (socket && !this.users().includes(socket.user_id)) this.#gone(socket.user_id);
	}

	/** Closes what has fallen silent, and what may not hear any more. */
	reap(): void {
		const now = Date.now();
		for (const socket of this.all()) {
			const heard = this.#ctx.getWebSocketAutoResponseTimestamp(socket.ws);
			const isSilent = heard !== null && now - heard.getTime() > silent_ms;
			if (socket.ends_at <= now) this.close(socket, close.revoked, session_over);
			else if (isSilent) this.close(socket, close.try_again, "no ping for too long");
		}
	}
}
