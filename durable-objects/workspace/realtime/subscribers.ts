import { type SessionId, type UserId, Connect, close } from "@clickclack/protocol";
import type { Actor } from "../../actor.ts";
import type { Sql } from "../../sql.ts";
import { count } from "../../metrics.ts";
import { permitListening } from "../access.ts";
import { recipients } from "../events/audience.ts";
import { type ActContext, Acts } from "./acts.ts";
import { Delivery } from "./delivery.ts";
import type { AfterCommit } from "../after-commit.ts";
import { numOf } from "../events/log.ts";
import { Online } from "./online.ts";
import { presenceChanged } from "./presence.ts";
import { Replays, resync_reason } from "./replay.ts";
import type { Socket } from "./socket.ts";
import { Sockets } from "./sockets.ts";
import { EventCache } from "./event-cache.ts";
import type { Read } from "../transaction.ts";

/** Whose sockets are closed for good; of "everybody" because any session may be forged, of "members" because the workspace is gone. */
export type Disconnect = { user_id: UserId } | { session_id: SessionId } | "everybody" | "members";

/** Everybody with a socket to one workspace: accepts them, publishes events to them, disconnects them. */
export class Subscribers {
	readonly #sockets: Sockets;
	readonly #replays: Replays;
	readonly #delivery: Delivery;
	readonly #online: Online;
	readonly #acts: Acts;
	readonly #events = { whole: new EventCache("whole"), lean: new EventCache("lean") };
	readonly #read: (actor: Actor) => Read;

	/** @param read gives what an actor may see at the moment of the call */
	constructor(ctx: DurableObjectState, sql: Sql, read: (actor: Actor) => Read, acts: ActContext) {
		this.#read = read;
		this.#sockets = new Sockets(ctx, (user_id) => this.#online.disconnected(user_id));
		this.#acts = new Acts(this.#sockets, acts);
		this.#replays = new Replays(this.#sockets, () => this.#forget());
		this.#delivery = new Delivery(this.#sockets, (addressed, connected) => recipients(sql, addressed, connected));
		this.#online = new Online(
			() => this.#sockets.users(),
			(user_id, status) => {
				const event = presenceChanged(read({ kind: "system" }), user_id, status);
				this.#delivery.deliver([{ event, num: 0, addressed: {} }]);
			},
		);
	}

	/**
	 * Opens a socket.
	 * @returns the client's end of it
	 * @throws ChatError when the actor may not receive live events
	 */
	open(actor: Actor, { origin, searchParams: query }: URL): WebSocket {
		const read = this.#read(actor);
		permitListening(read);
		const { user_id } = read.me;
		const cursor = query.get("after_cursor");
		const num = cursor ? numOf(read, cursor) : 0;
		const frames = Connect.shape.frames.parse(query.get("frames") || undefined);
		const events = frames === "single" ? "whole" : Connect.shape.events.parse(query.get("events") || undefined);
		const { 0: theirs, 1: ours } = new WebSocketPair();
		const isFirst = !this.present().includes(user_id);
		const isWithoutDirects = read.lacks !== undefined;
		const listener = { user_id, actor, frames, events, origin, isWithoutDirects };
		count("clickclack_sockets_opened_total", []);
		const socket = this.#sockets.accept(ours, listener, read.caps.sockets.person);
		if (isFirst) this.#online.connected(user_id);
		if (num === undefined) this.#sockets.close(socket, close.resync_required, resync_reason);
		else {
			socket.position = num;
			void this.#replays.start(
				socket,
				this.#events[events].logFor(() => this.#read(actor)),
			);
		}
		return theirs;
	}

	/** Sends a command's events and closes sockets, once it is committed. */
	publish({ outgoing: events, disconnects }: AfterCommit): void {
		for (const who of disconnects) this.#disconnect(who);
		this.#delivery.deliver(events);
	}

	#disconnect(who: Disconnect): void {
		for (const socket of this.#sockets.all()) {
			if (who === "everybody") this.#sockets.close(socket, close.revoked, "every session may have ended");
			else if (who === "members") this.#sockets.close(socket, close.revoked, "workspace access revoked");
			else if ("user_id" in who && socket.user_id === who.user_id)
				this.#sockets.close(socket, close.revoked, "workspace access revoked");
			else if ("session_id" in who && sessionOf(socket) === who.session_id)
				this.#sockets.close(socket, close.revoked, "session revoked");
		}
	}

	#forget(): void {
		for (const cache of Object.values(this.#events)) cache.forget();
	}

	/** A client has sent something other than "ping". */
	receive(ws: WebSocket, message: string | ArrayBuffer): Promise<void> | undefined {
		const socket = this.#sockets.find(ws);
		return socket && this.#acts.take(socket, message);
	}

	/** Everybody who is online. */
	present(): UserId[] {
		this.#sockets.reap();
		return this.#online.users();
	}

	/** The client has closed its side, or is gone. */
	left(ws: WebSocket): void {
		this.#sockets.forget(ws);
	}
}

const sessionOf = ({ actor }: Socket): SessionId | undefined =>
	actor.kind === "person" ? actor.session_id : undefined;
