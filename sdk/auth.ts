import type { Client } from "./client.ts";
import type { Me, MagicLink, RequestMagicLink, SignedIn } from "./types.ts";

export class Auth {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** Development servers only: a sign-in link for anybody. */
	requestMagicLink(who: RequestMagicLink): Promise<MagicLink> {
		return this.#client.request("POST /api/auth/magic/request", { body: who });
	}

	/** Signs in. The client continues with the new session's token, or in a page of the server with its cookie. */
	async consumeMagicLink(token: string): Promise<SignedIn> {
		const signedIn = await this.#client.request("POST /api/auth/magic/consume", { body: { token } });
		this.#client.signIn(signedIn.token);
		return signedIn;
	}

	/** Who is signed in: null when nobody is, which is no error. */
	async session(): Promise<Me | null> {
		return (await this.#client.request("GET /api/auth/session", {})).user;
	}

	/** Ends the session; idempotent. */
	async logout(): Promise<void> {
		await this.#client.request("POST /api/auth/logout", {});
		this.#client.token = undefined;
	}
}
