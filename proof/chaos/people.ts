import { setTimeout as pause } from "node:timers/promises";
import { ClickClack, type ClientOptions, type Role, type UserId, isRequestError } from "@clickclack/sdk";
import { Client as Requests } from "../../sdk/client.ts";
import { Stream } from "../../sdk/stream.ts";
import type { Prng } from "../prng.ts";
import type { Client } from "./client.ts";
import type { Environment } from "./environment.ts";
import { perform, plan } from "./perform.ts";

/** Somebody with a session, who does one thing at a time. */
export class Person {
	readonly #env: Environment;
	readonly user_id: UserId;
	readonly handle: string;
	readonly home: Role;
	/** as far as is known here; `unsure` when an answer was lost, or when something else is in the way */
	standing: "in" | "out" | "unsure" = "in";
	session = "";
	chat!: ClickClack;
	/** for what the acts ask */
	requests!: Requests;
	attempts = 0;
	readonly clients: Client[] = [];
	/** what they draw from for what they do now */
	prng: Prng;
	readonly #all: Prng;
	#turns = 0;
	/** every other one acts on a socket, as long as it is open; in between, as the others do, over HTTP */
	isOnSocket = false;
	/** whose socket that is */
	#acting: Requests | undefined;
	#over = new AbortController();

	constructor(env: Environment, user: { id: UserId; handle: string }, home: Role) {
		[this.#env, this.home] = [env, home];
		[this.user_id, this.handle] = [user.id, user.handle];
		this.#all = env.prng.for(`person ${user.handle}`);
		this.prng = this.#all;
	}

	/**
	 * The next thing to do: each draws from a generator of its own, so that how much the one before drew changes nothing.
	 */
	nextTurn(): void {
		this.prng = this.#all.for(this.#turns++);
	}

	/** A new session, from a link that the operator makes. */
	async signIn(): Promise<void> {
		const link = await this.#env.operator.admin.createMagicLink({ user_id: this.user_id });
		const counting: typeof fetch = (url, init) => {
			if (init?.method !== "GET") this.attempts++;
			return fetch(url, init);
		};
		const options = { baseUrl: this.#env.network.url, fetch: counting };
		const chat = new ClickClack(options);
		const { session, token } = await chat.auth.consumeMagicLink(link.token);
		[this.session, this.chat] = [session.id, chat];
		this.requests = new Requests({ ...options, token, connect: (...to) => this.#connect(...to) });
		void this.act();
	}

	/** What goes out on a socket is an attempt too. */
	#connect(url: string, protocols: string[]): WebSocket {
		const socket = new WebSocket(url, protocols);
		const send = (text: string) => {
			if (text !== "ping") this.attempts++;
			WebSocket.prototype.send.call(socket, text);
		};
		return Object.assign(socket, { send });
	}

	/** Opens the socket that they act on, unless it is open. What comes in there comes in at their clients too. */
	async act(): Promise<void> {
		const { requests } = this;
		if (!this.isOnSocket || this.#acting === requests) return;
		this.stop();
		this.#acting = requests;
		const stream = new Stream(requests, this.#env.workspace_id, { signal: this.#over.signal });
		try {
			// to its end
			for await (const _ of stream.frames());
		} catch (error) {
			if (!isRequestError(error)) throw error;
		}
		if (this.#acting === requests) this.#acting = undefined;
	}

	stop(): void {
		this.#over.abort();
		this.#over = new AbortController();
	}

	/** A client beside `chat`, which keeps the session of now. */
	another(connect: NonNullable<ClientOptions["connect"]>): ClickClack {
		return new ClickClack({ baseUrl: this.#env.network.url, token: this.chat.token!, connect });
	}
}

/** Why somebody is kept out; undefined when they are not. */
async function problemOf(env: Environment, { chat, home }: Person): Promise<string | undefined> {
	try {
		const { me } = await chat.workspaces.snapshot(env.workspace_id);
		return me.blocked_at !== undefined || me.timeout_until !== undefined || me.role !== home ? "moderated" : undefined;
	} catch (error) {
		if (isRequestError(error)) return error.code;
		throw error;
	}
}

/** Who is out stays out for a while: long enough that what they still receive cannot have been on its way. */
const longest_absence_ms = 150;

/** Puts right what keeps somebody out, one thing after the other. Throws when the server does not answer. */
export async function comeBack(env: Environment, me: Person): Promise<void> {
	const pardon = { user_id: me.user_id, role: me.home, blocked: false, clear_timeout: true };
	for (let tries = 0; tries < 4; tries++) {
		const problem = await problemOf(env, me);
		if (problem === undefined) break;
		if (tries === 0) await pause(me.prng.below(longest_absence_ms));
		if (problem === "unauthorized") await me.signIn();
		else if (problem === "moderated") await perform(env, env.keeper, { name: "moderateMember", input: pardon });
		else {
			// one that was made before they were removed lets nobody in
			const invited =
				tries === 0 && (me.prng.chance(0.5) || !env.done.has("acceptInvite"))
					? await plan(env, me, "acceptInvite")
					: undefined;
			me.standing = "out";
			await perform(env, me, invited ?? (await plan(env, me, "admit"))!);
		}
	}
	me.standing = "in";
	void me.act();
	for (const client of me.clients) if (!client.isOpen || client.session !== me.session) await client.reopen();
}
