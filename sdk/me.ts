import type { Client } from "./client.ts";
import type { MagicLink, Me, UpdateMe } from "./types.ts";

export class MyProfile {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	async get(): Promise<Me> {
		return (await this.#client.request("GET /api/me", {})).user;
	}

	/** A link that signs in on another device: once, within 15 minutes. */
	createSignInLink(): Promise<MagicLink> {
		return this.#client.request("POST /api/me/magic-links", {});
	}

	/** Deletes the account of who is signed in, for good: all that is private of it goes, and what they wrote stays without their name. */
	async delete(): Promise<void> {
		await this.#client.request("DELETE /api/me", {});
		this.#client.token = undefined;
	}

	/** Changes only the given fields. */
	async update(change: UpdateMe): Promise<Me> {
		return (await this.#client.request("PATCH /api/me", { body: change })).user;
	}
}
