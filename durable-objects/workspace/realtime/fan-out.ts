import type { UserId } from "@clickclack/protocol";
import type { Outgoing } from "./delivery.ts";
import { type Frame, toFrames } from "./frames.ts";
import type { Socket } from "./socket.ts";

/** What one socket gets of some events. */
export interface Batch {
	/** the same array for all sockets with the same kind of frames */
	frames: (kind: Socket["frames"]) => Frame[];
	/** the number of the last durable event in it */
	num: number | undefined;
}

/** Events for many sockets. Most get the same ones, so each batch is built once for all sockets alike. */
export class FanOut {
	readonly #events: { event: Outgoing; recipients: Set<UserId> }[];
	readonly #audiences: Set<UserId>[];
	readonly #excepted: Set<UserId | undefined>;
	readonly #first: number;
	readonly #known = new Map<string, Batch>();

	/** @param recipients called once for each audience */
	constructor(events: Outgoing[], recipients: (event: Outgoing) => Set<UserId>) {
		const byAudience = new Map<string, Set<UserId>>();
		this.#events = events.map((event) => {
			const key = JSON.stringify(event.addressed);
			if (!byAudience.has(key)) byAudience.set(key, recipients(event));
			return { event, recipients: byAudience.get(key)! };
		});
		this.#audiences = [...byAudience.values()];
		this.#excepted = new Set(events.map((event) => event.except));
		this.#first = events.find((event) => event.num > 0)?.num ?? Infinity;
	}

	for({ user_id, position }: Socket): Batch {
		const audiences = this.#audiences.map((users) => (users.has(user_id) ? 1 : 0)).join("");
		const key = [audiences, Math.max(position, this.#first - 1), this.#excepted.has(user_id) && user_id].join();
		const batch = this.#known.get(key) ?? this.#batchFor(user_id, position);
		this.#known.set(key, batch);
		return batch;
	}

	#batchFor(user_id: UserId, position: number): Batch {
		const isNew = ({ num, except }: Outgoing) => except !== user_id && (num === 0 || num > position);
		const visible = this.#events.filter(({ event, recipients }) => recipients.has(user_id) && isNew(event));
		const json = visible.map(({ event }) => event.json);
		const known = new Map<Socket["frames"], Frame[]>();
		const frames = (kind: Socket["frames"]) => {
			if (!known.has(kind)) known.set(kind, json.length > 0 ? toFrames(json, kind) : []);
			return known.get(kind)!;
		};
		return { frames, num: visible.findLast(({ event }) => event.num > 0)?.event.num };
	}
}
