import { type UserId, isDirect } from "@clickclack/protocol";
import type { Outgoing } from "./delivery.ts";
import { Frames } from "./frames.ts";
import type { Socket } from "./socket.ts";
import { type EventText, toText } from "./texts.ts";

type Recipient = Pick<Socket, "user_id" | "position" | "events" | "isWithoutDirects">;

/** What one socket gets of some events. */
export interface Batch {
	frames: Frames;
	/** the number of the last durable event in it */
	num: number | undefined;
}

/** Events for many sockets. Most get the same ones, so each batch is built once for all sockets alike. */
export class FanOut {
	readonly #events: { event: Outgoing; recipients: Set<UserId>; texts: Map<Socket["events"], EventText> }[];
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
			return { event, recipients: byAudience.get(key)!, texts: new Map() };
		});
		this.#audiences = [...byAudience.values()];
		this.#excepted = new Set(events.map((event) => event.except));
		this.#first = events.find((event) => event.num > 0)?.num ?? Infinity;
	}

	for({ user_id, position, events, isWithoutDirects = false }: Socket): Batch {
		const audiences = this.#audiences.map((users) => (users.has(user_id) ? 1 : 0)).join("");
		const key = [
			events,
			audiences,
			Math.max(position, this.#first - 1),
			this.#excepted.has(user_id) && user_id,
			isWithoutDirects,
		].join();
		const batch = this.#known.get(key) ?? this.#batchFor({ user_id, position, events, isWithoutDirects });
		this.#known.set(key, batch);
		return batch;
	}

	#batchFor({ user_id, position, events: form, isWithoutDirects }: Recipient): Batch {
		const isNew = ({ num, except }: Outgoing) => except !== user_id && (num === 0 || num > position);
		const isAllowed = ({ addressed: { conversation_id } }: Outgoing) =>
			!isWithoutDirects || conversation_id === undefined || !isDirect(conversation_id);
		const visible = this.#events.filter(
			({ event, recipients }) => recipients.has(user_id) && isNew(event) && isAllowed(event),
		);
		const texts = visible.map(({ event, texts: known }) => {
			const text = known.get(form) ?? toText(event.event, event.num, form);
			known.set(form, text);
			return text;
		});
		return { frames: new Frames(texts), num: visible.findLast(({ event }) => event.num > 0)?.event.num };
	}
}
