import type { Connect, UserId } from "@clickclack/protocol";
import type { Actor } from "../../actor.ts";

/** What survives hibernation, in the socket's attachment. */
export interface Listener {
	user_id: UserId;
	/** who opened it: acts on it are theirs */
	actor: Actor;
	frames: Connect["frames"];
	events: Connect["events"];
	/** of a bot without the scope for them: it gets no events of direct conversations */
	isWithoutDirects?: boolean | undefined;
	/** of the address at which it was opened */
	origin: string;
	/** when it was opened or an act was last received on it; in ms, rounded up so that it is written once a second at most */
	active_at: number;
}

/** A socket while the object is awake. */
export interface Socket extends Listener {
	ws: WebSocket;
	/** the last durable event sent on it; only later ones are sent */
	position: number;
	/** false during its replay: then only the replay sends to it */
	isLive: boolean;
	/** authors that it has been given, for lean events */
	known: Set<UserId>;
	/** sent since its last ping, in UTF-16 units or bytes */
	unconfirmed: number;
	/** its last ping, in ms */
	pinged_at: number;
	/** when its session expires, in ms */
	ends_at: number;
	/** how many of its acts are running */
	acts: number;
	/** how it will be closed, once its running acts are answered */
	ending?: { code: number; reason: string };
}

const active_step_ms = 1_000;

export function newSocket(ws: WebSocket, listener: Listener, isLive: boolean): Socket {
	const { actor } = listener;
	const ends_at = Date.parse((actor.kind === "person" && actor.expires_at) || "") || Infinity;
	const counts = { position: 0, unconfirmed: 0, pinged_at: 0, acts: 0 };
	return { ...listener, ws, ...counts, isLive, known: new Set<UserId>(), ends_at };
}

/** Notes that an act was received. */
export function noteActive(socket: Socket): void {
	const now = Date.now();
	if (socket.active_at > now) return;
	const { user_id, actor, frames, events, origin, isWithoutDirects } = socket;
	socket.active_at = now + active_step_ms;
	socket.ws.serializeAttachment({
		user_id,
		actor,
		frames,
		events,
		origin,
		isWithoutDirects,
		active_at: socket.active_at,
	} satisfies Listener);
}
