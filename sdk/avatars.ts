import type { Client } from "./client.ts";
import { sendFile } from "./send-file.ts";
import type { Me } from "./types.ts";

/** The caller's picture. Everybody sees it at the `avatar_url` of their account. */
export class Avatars {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/**
	 * In place of the one before.
	 * @param picture a PNG, JPEG, GIF or WebP of at most 1 MiB and 1,024 pixels a side
	 */
	async set(picture: Blob): Promise<Me> {
		return (await sendFile(this.#client, "POST /api/me/avatar", {}, picture)).user;
	}

	/** Also an address elsewhere. */
	async remove(): Promise<Me> {
		return (await this.#client.request("PATCH /api/me", { body: { avatar_url: "" } })).user;
	}
}
