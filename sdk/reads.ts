import type { Client } from "./client.ts";
import type { ChannelId, Receipt } from "./types.ts";

export class Reads {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Sets the caller's read position: never moves back, never past the end. */
	async mark(channel_id: ChannelId, seq: number): Promise<Receipt> {
		const path = { channel_id };
		return (await this.#client.request("POST /api/channels/{channel_id}/read", { path, body: { seq } })).receipt;
	}
}
