import { type DurableEvent, type EphemeralEvent, type UserId, close } from "@clickclack/protocol";
import type { Addressed } from "../events/audience.ts";
import { forBoth } from "../messages/forwards-for-guests.ts";
import { type Batch, FanOut } from "./fan-out.ts";
import type { Socket } from "./socket.ts";
import type { Sockets } from "./sockets.ts";

/** An event to deliver. */
export interface Outgoing {
	event: DurableEvent | EphemeralEvent;
	/** its number in the log; 0 for an ephemeral event */
	num: number;
	addressed: Addressed;
	except?: UserId;
}

const isSingle = (socket: Socket): boolean => socket.frames === "single";

type Recipients = (addressed: Addressed, connected: UserId[]) => Set<UserId>;

/** Batched frames are sent at most this often: sending a frame costs far more than its length. */
const gather_ms = 16;
/** … and at most this often for each socket: about twice the time that its frame takes, so that commands can run. */
const gather_ms_per_socket = 0.1;

/**
 * The only way to the sockets. Today it loops over this object's own; to grow to tens of thousands it would make one
 * call for each relay object.
 */
export class Delivery {
	readonly #sockets: Sockets;
	readonly #recipients: Recipients;
	#waiting: Outgoing[] = [];
	#isGathering = false;

	constructor(sockets: Sockets, recipients: Recipients) {
		this.#sockets = sockets;
		this.#recipients = recipients;
	}

	deliver(all: Outgoing[]): void {
		if (all.length === 0) return;
		const open = this.#sockets.all();
		if (open.length === 0) return;
		const events = all.flatMap(forBoth);
		// older clients, which ask for single frames, expect to receive their own typing events
		this.#send(
			events.map(({ except: _, ...event }) => event),
			isSingle,
		);
		if (!open.every(isSingle)) this.#gather(events);
	}

	/** The first events are sent right after the answer to their sender; later ones are collected for 16 ms. */
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
		let sockets = 0;
		try {
			sockets = this.#send(events, (socket) => !isSingle(socket));
		} finally {
			setTimeout(() => this.#flush(), Math.max(gather_ms, sockets * gather_ms_per_socket));
		}
	}

	/**
	 * Recipients are looked up now, once for each audience, not when the event happened. @returns the number of sockets
	 */
	#send(events: Outgoing[], isMeant: (socket: Socket) => boolean): number {
		const sockets = this.#sockets.all().filter((socket) => socket.isLive && isMeant(socket));
		if (sockets.length === 0) return 0;
		const connected = [...new Set(sockets.map((socket) => socket.user_id))];
		let isSent = false;
		try {
			const batches = new FanOut(events, ({ addressed }) => this.#recipients(addressed, connected));
			for (const socket of sockets) this.#write(socket, batches.for(socket));
			isSent = true;
		} finally {
			// after a failure it is unknown who received what: all reconnect with their cursors
			if (!isSent) for (const socket of sockets) this.#sockets.close(socket, close.try_again, "delivery interrupted");
		}
		return sockets.length;
	}

	#write(socket: Socket, { frames, num }: Batch): void {
		socket.position = num ?? socket.position;
		for (const frame of frames.for(socket)) this.#sockets.send(socket, frame);
	}
}
