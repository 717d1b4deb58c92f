import type { Client } from "./client.ts";
import type { EphemeralEvent, EventPage, EventType, ListEvents, PublishEphemeral } from "./types.ts";

export class Realtime {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** The events after a cursor that the caller may see, oldest first. */
	events(query: ListEvents): Promise<EventPage> {
		return this.#client.request("GET /api/realtime/events", { query });
	}

	/** All types of durable events. */
	async types(): Promise<EventType[]> {
		return (await this.#client.request("GET /api/event-types", {})).event_types;
	}

	/** Publishes an ephemeral event; it is not stored. */
	async publish(event: PublishEphemeral): Promise<EphemeralEvent> {
		return (await this.#client.request("POST /api/realtime/ephemeral", { body: event })).event;
	}
}
