import type { DurableEvent, EphemeralEvent, UserId } from "@clickclack/protocol";
import type { Audience } from "./audience.ts";
import type { Socket, Sockets } from "./sockets.ts";

/** An event on its way: written as text once, however many hear it. */
export interface Outgoing {
	json: string;
	/** its number in the log; 0 for what is not in it */
	num: number;
	audience: Audience;
	except?: UserId;
}

export const outgoing = (event: DurableEvent | EphemeralEvent, num: number, audience: Audience): Outgoing => ({
	json: JSON.stringify(event),
	num,
	audience,
});

type Hearers = (audience: Audience, connected: UserId[]) => Set<UserId>;

/** Frames are gathered for this long while more keeps coming: writing a frame costs far more than its length. */
const gather_ms = 16;

/**
 * The seam for growth: the only way to the sockets. Today it loops over this object's own; for tens of thousands it
 * would make one call for each relay object.
 */
export class Delivery {
	readonly #sockets: Sockets;
	readonly #hearers: Hearers;
	#waiting: Outgoing[] = [];
	#isGathering = false;

	constructor(sockets: Sockets, hearers: Hearers) {
		this.#sockets = sockets;
		this.#hearers = hearers;
	}

	deliver(events: Outgoing[]): void {
		if (events.length === 0) return;
		const open = this.#sockets.all();
		if (open.length === 0) return;
		this.#sendTo("single", events);
		if (open.some((socket) => socket.frames === "batch")) this.#gather(events);
	}

	/** The first goes at once, or rather after the answer to its sender; what comes within 16 ms goes together. */
	#gather(events: Outgoing[]): void {
		this.#waiting.push(...events);
		if (this.#isGathering) return;
		this.#isGathering = true;
		setTimeout(() => this.#flush(), 0);
	}

	#flush(): void {
		const events = this.#waiting;
		this.#waiting = [];
		this.#isGathering = events.length > 0;
		if (events.length === 0) return;
		this.#sendTo("batch", events);
		setTimeout(() => this.#flush(), gather_ms);
	}

	/** Who hears is asked now, once an audience, not when the event happened. */
	#sendTo(frames: Socket["frames"], events: Outgoing[]): void {
		const sockets = this.#sockets.all().filter((socket) => socket.frames === frames && socket.isLive);
		if (sockets.length === 0) return;
		const connected = [...new Set(sockets.map((socket) => socket.user_id))];
		const asked = new Map<string, Set<UserId>>();
		const audiences = events.map(({ audience }) => {
			const key = JSON.stringify(audience);
			const known = asked.get(key) ?? this.#hearers(audience, connected);
			asked.set(key, known);
			return known;
		});
		const framed = new Map<string, string>();
		for (const socket of sockets) {
			const heard = events.filter((event, i) => audiences[i]!.has(socket.user_id) && isNew(event, socket));
			if (heard.length > 0) this.#write(socket, heard, framed);
		}
	}

	#write(socket: Socket, heard: Outgoing[], framed: Map<string, string>): void {
		socket.position = heard.findLast((event) => event.num > 0)?.num ?? socket.position;
		if (socket.frames === "single") {
			for (const { json } of heard) this.#sockets.send(socket, json);
			return;
		}
		// most sockets hear the same, so most frames are the same text
		const key = heard.map((event) => `${event.num}:${event.json.length}`).join();
		const frame = framed.get(key) ?? `[${heard.map((event) => event.json).join()}]`;
		framed.set(key, frame);
		this.#sockets.send(socket, frame);
	}
}

const isNew = (event: Outgoing, socket: Socket): boolean =>
	event.except !== socket.user_id && (event.num === 0 || event.num > socket.position);
