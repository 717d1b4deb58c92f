import { ClickClack, RequestError, type UserId } from "@clickclack/sdk";
import { Client } from "../sdk/client.ts";
import type { Built } from "../server/built.ts";
import { Server, admin_token, build, scratch } from "../test/server.ts";

/** The place in the log that a cursor names. */
export const numOf = (cursor: string): number => Number(cursor.slice(-12));

export interface Account {
	id: UserId;
	email: string;
	token: string;
	chat: ClickClack;
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A server of its own, and those who speak to it. */
export class Site {
	#built!: Built;
	readonly #data = scratch();
	server!: Server;

	/** @param entry in place of the product's own */
	static async start(entry?: string, fault?: string): Promise<Site> {
		const built = await build("wrangler.toml", entry);
		return Site.of(withFault(built, fault));
	}

	static async of(built: Built): Promise<Site> {
		const site = new Site();
		await site.#run(built);
		return site;
	}

	async #run(built: Built, port?: number): Promise<void> {
		this.#built = built;
		this.server = await Server.start(built, this.#data, port);
	}

	get url(): string {
		return this.server.url;
	}

	get operator(): ClickClack {
		return new ClickClack({ baseUrl: this.url, token: admin_token });
	}

	as(user_id?: UserId): ClickClack {
		return new ClickClack({ baseUrl: this.url, ...(user_id !== undefined && { user_id }) });
	}

	/** The same, for requests by their address. */
	requests(by: { user_id?: UserId; token?: string } = {}): Client {
		return new Client({ baseUrl: this.url, ...by });
	}

	/** As people do, with a link from the operator; makes the account if there is none. */
	async signIn(email: string, name = email.split("@")[0]!): Promise<Account> {
		const link = await this.operator.admin.createMagicLink({ email, name });
		const chat = this.as();
		const { user, token } = await chat.auth.consumeMagicLink(link.token);
		return { id: user.id, email, token, chat };
	}

	/** SIGKILL, and a new process on the same data and port. @param built what runs from now on */
	async restart(built = this.#built): Promise<void> {
		const port = Number(new URL(this.url).port);
		await this.server.kill();
		await this.#run(built, port);
	}

	stop(): Promise<void> {
		return this.server.kill();
	}
}

/** The fault is for the proofs to find: see the entries that know it. */
export const withFault = (built: Built, fault: string | undefined): Built =>
	fault === undefined ? built : { ...built, env: { ...built.env, FAULT: { type: "text" as const, value: fault } } };

/** Undefined where it is refused so. */
export const unless = <T>(asked: Promise<T>, isSo: (refusal: RequestError) => boolean): Promise<T | undefined> =>
	asked.catch((error: unknown) => {
		if (error instanceof RequestError && isSo(error)) return undefined;
		throw error;
	});

/** Undefined for what is not there. */
export const ifThere = <T>(asked: Promise<T>): Promise<T | undefined> =>
	unless(asked, ({ code }) => code === "not_found");
