import type { Client } from "./client.ts";
import type { EphemeralEvent, EventPage, EventType, ListEvents, PublishEphemeral } from "./types.ts";

export class Realtime {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** The log after a cursor, oldest first, as far as I may hear it. */
	events(query: ListEvents): Promise<EventPage> {
		return this.#client.request("GET /api/realtime/events", { query });
	}

	/** Every kind of event that the log may hold. */
	async types(): Promise<EventType[]> {
		return (await this.#client.request("GET /api/event-types", {})).event_types;
	}

	/** Tells those who are present; nothing is kept. */
	async publish(event: PublishEphemeral): Promise<EphemeralEvent> {
		return (await this.#client.request("POST /api/realtime/ephemeral", { body: event })).event;
	}
}
