import { setTimeout as pause } from "node:timers/promises";
import { ClickClack, type ClientOptions, type Role, type UserId, isRequestError } from "@clickclack/sdk";
import { Client as Requests } from "../../sdk/client.ts";
import type { Prng } from "../prng.ts";
import { Client } from "./client.ts";
import type { Environment } from "./environment.ts";
import type { Frames } from "./socket-recorder.ts";
import { perform, plan } from "./perform.ts";

/** Somebody with a session, who does one thing at a time. */
export class Person {
	readonly #url: string;
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

	constructor(url: string, user: { id: UserId; handle: string }, home: Role, prng: Prng) {
		this.#url = url;
		[this.#all, this.prng] = [prng, prng];
		this.user_id = user.id;
		this.handle = user.handle;
		this.home = home;
	}

	get account() {
		return accountOf(this.handle);
	}

	/** The next thing to do: each draws from a generator of its own, so that how much the one before drew changes nothing. */
	nextTurn(): void {
		this.prng = this.#all.for(this.#turns++);
	}

	/** A new session, from a link that the operator made. */
	async signIn(link: string): Promise<void> {
		const chat = new ClickClack(this.#options());
		const { session, token } = await chat.auth.consumeMagicLink(link);
		[this.session, this.chat] = [session.id, chat];
		this.requests = new Requests({ ...this.#options(), token });
	}

	/** A client beside `chat`, which keeps the session of now. */
	another(connect: NonNullable<ClientOptions["connect"]>): ClickClack {
		return new ClickClack({ baseUrl: this.#url, token: this.chat.token!, connect });
	}

	#options(): ClientOptions {
		const counting: typeof fetch = (url, init) => {
			this.attempts++;
			return fetch(url, init);
		};
		return { baseUrl: this.#url, fetch: counting };
	}
}

const roles: Role[] = ["moderator", "moderator", "guest", "guest", "guest", "guest"];
/** The first few listen with an older client too. */
const older: Frames[] = ["single", "batch", "single", "batch"];
const accountOf = (name: string) => ({ name, email: `${name}@example.com` });

/** The owner, two moderators, four guests, and members. */
export async function assemble(env: Environment, size: number): Promise<void> {
	const { operator, network, people, prng } = env;
	const add = (user: { id: UserId; handle: string }, role: Role) =>
		people.push(new Person(network.url, user, role, prng.for(`person ${people.length}`)));
	const { user, workspace } = await operator.admin.bootstrap({
		...accountOf("p0"),
		workspace_name: "Tidepool",
		channels: ["general"],
	});
	const workspace_id = (env.workspace_id = workspace.id);
	add(user, "owner");
	for (let i = 1; i < size; i++) {
		const role = roles[i - 1] ?? "member";
		add(await operator.admin.createUser({ ...accountOf(`p${i}`), workspace_id, role: role as "member" }), role);
	}
	env.keeper = new Person(network.url, user, "owner", prng.for("keeper"));
	for (const person of [env.keeper, ...people]) await signIn(env, person);
	const { chat } = env.keeper;
	const [general] = await chat.channels.list(workspace_id);
	env.channels.push(general!.id);
	env.epoch = (await chat.workspaces.snapshot(workspace_id)).cursor.slice(0, -12);
	for (const { home, user_id } of people) if (home === "guest") await chat.channels.addMember(general!.id, user_id);
	for (const [i, person] of people.entries())
		for (const frames of ["compressed" as const, ...older.slice(i, i + 1)])
			person.clients.push(new Client(env, person, frames));
}

async function signIn(env: Environment, person: Person): Promise<void> {
	const { token } = await env.operator.admin.createMagicLink({ user_id: person.user_id });
	await person.signIn(token);
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

/** Who is out stays out for a while: long enough that what they still hear cannot have been on its way. */
const longest_absence_ms = 150;

/** Puts right what keeps somebody out, one thing after the other. Throws when the server does not answer. */
export async function comeBack(env: Environment, me: Person): Promise<void> {
	for (let tries = 0; tries < 4; tries++) {
		const problem = await problemOf(env, me);
		if (problem === undefined) break;
		if (tries === 0) await pause(me.prng.below(longest_absence_ms));
		if (problem === "unauthorized") await signIn(env, me);
		else if (problem === "moderated") await pardon(env, me);
		else {
			// one that was made before they were removed lets nobody in
			const invited = tries === 0 && me.prng.chance(0.5) ? await plan(env, me, "acceptInvite") : undefined;
			me.standing = "out";
			await perform(env, me, invited ?? (await plan(env, me, "admit"))!);
		}
	}
	me.standing = "in";
	for (const client of me.clients) if (!client.isOpen || client.session !== me.session) await client.reopen();
}

async function pardon(env: Environment, { user_id, home }: Person): Promise<void> {
	const input = { user_id, role: home, blocked: false, clear_timeout: true };
	await perform(env, env.keeper, { name: "moderateMember", input });
}
