import type { Client } from "./client.ts";
import type { Me, UpdateMe } from "./types.ts";

export class MyProfile {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	async get(): Promise<Me> {
		return (await this.#client.request("GET /api/me", {})).user;
	}

	/** Changes only the given fields. */
	async update(change: UpdateMe): Promise<Me> {
		return (await this.#client.request("PATCH /api/me", { body: change })).user;
	}
}
