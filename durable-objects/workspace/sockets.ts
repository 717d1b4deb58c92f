import { type SessionId, type UserId, close } from "@clickclack/protocol";

/** What outlives a nap of the object, in the socket's attachment. */
export interface Listener {
	user_id: UserId;
	session_id?: SessionId | undefined;
	frames: "single" | "batch";
}

/** A socket while the object is awake. */
export interface Socket extends Listener {
	ws: WebSocket;
	/** the last event of the log that went out here; what is not after it is not sent again */
	position: number;
	/** false while it is catching up: then only the replay sends to it */
	isLive: boolean;
	/** sent since its last sign of life, in UTF-16 units */
	unconfirmed: number;
	/** its last ping, in ms */
	heard_at: number;
}

const max_unsent_bytes = 1024 * 1024;
/** Where the runtime does not tell what is unsent, this much after the last ping is too much. */
const max_unconfirmed = 8 * 1024 * 1024;
const overflow_reason = "realtime buffer overflow; reconnect with after_cursor to replay";
/** clients say "ping" every 25 s; one that did and stopped is gone, whatever TCP believes */
const silent_ms = 90_000;

/** The open sockets of one workspace. The only place that knows where they are. */
export class Sockets {
	readonly #ctx: DurableObjectState;
	readonly #open = new Map<WebSocket, Socket>();

	constructor(ctx: DurableObjectState) {
		this.#ctx = ctx;
		for (const ws of ctx.getWebSockets()) this.#add(ws, ws.deserializeAttachment() as Listener, true);
	}

	#add(ws: WebSocket, listener: Listener, isLive: boolean): Socket {
		const socket: Socket = { ...listener, ws, position: 0, isLive, unconfirmed: 0, heard_at: 0 };
		this.#open.set(ws, socket);
		return socket;
	}

	/** Takes one end of a new pair; it stays quiet until `isLive`. */
	accept(ws: WebSocket, listener: Listener): Socket {
		this.#ctx.acceptWebSocket(ws);
		ws.serializeAttachment(listener);
		return this.#add(ws, listener, false);
	}

	all(): Socket[] {
		return [...this.#open.values()];
	}

	/** Everybody with a socket open, once. */
	users(): UserId[] {
		return [...new Set(this.all().map((socket) => socket.user_id))];
	}

	/** Sends one frame. Whoever does not read is let go, and comes back with a cursor. */
	send(socket: Socket, frame: string): void {
		try {
			socket.ws.send(frame);
		} catch {
			this.#open.delete(socket.ws); // closing already: the client comes back with its cursor
			return;
		}
		if (this.#isOverfull(socket, frame.length)) this.close(socket, close.try_again, overflow_reason);
	}

	#isOverfull(socket: Socket, sent: number): boolean {
		// bufferedAmount is new in workerd 1.20261117 (2026-11-17)
		const unsent = (socket.ws as { bufferedAmount?: number }).bufferedAmount;
		if (unsent !== undefined) return unsent > max_unsent_bytes;
		socket.unconfirmed += sent;
		if (socket.unconfirmed <= max_unconfirmed) return false;
		const heard_at = this.#ctx.getWebSocketAutoResponseTimestamp(socket.ws)?.getTime() ?? 0;
		if (heard_at <= socket.heard_at) return true;
		Object.assign(socket, { heard_at, unconfirmed: 0 });
		return false;
	}

	close({ ws }: Socket, code: number, reason: string): void {
		this.#open.delete(ws);
		try {
			ws.close(code, reason);
		} catch {
			// it was closed from the other side in the meantime
		}
	}

	/** The other side closed it; tells whose it was. */
	forget(ws: WebSocket): Socket | undefined {
		const socket = this.#open.get(ws);
		this.#open.delete(ws);
		return socket;
	}

	/** Closes what has fallen silent; tells whose it was. */
	reap(now: number): Socket[] {
		const silent = this.all().filter(({ ws }) => {
			const heard = this.#ctx.getWebSocketAutoResponseTimestamp(ws);
			return heard !== null && now - heard.getTime() > silent_ms;
		});
		for (const socket of silent) this.close(socket, close.try_again, "no ping for too long");
		return silent;
	}
}
