import { setTimeout as pause } from "node:timers/promises";
import type { ClickClack, Job, WorkspaceId } from "@clickclack/sdk";
import { admin_token } from "../../test/server.ts";
import { type Account, type Site, bearer } from "../site.ts";
import { Pool } from "./pool.ts";

const people = ["owner", "moderator", "member", "guest", "blocked", "outsider", "ended"] as const;
/** "ended" has signed out, and comes with the session that is over. */
export const callers = [...people, "nobody", "operator"] as const;
export type Caller = (typeof callers)[number];
type Name = (typeof people)[number];
type Way = "bearer" | "cookie" | "development";

let count = 0;

/** A workspace with people of every role and something of every kind in it, and a stranger with another. */
export class Fixtures {
	readonly host: string;
	readonly foreign = new Pool();
	readonly pool = new Pool(this.foreign);
	readonly site: Site;
	readonly accounts = {} as Record<Name, Account>;
	workspace_id: WorkspaceId = "wsp_";
	foreign_id: WorkspaceId = "wsp_";

	private constructor(site: Site) {
		this.site = site;
		this.host = new URL(site.url).host;
	}

	static async make(site: Site): Promise<Fixtures> {
		const fixtures = new Fixtures(site);
		const place = count++;
		fixtures.pool.add("email", founder.email);
		for (const name of people) await fixtures.#arrive(name, `${name}${place}@example.com`);
		fixtures.workspace_id = await fixtures.#found("owner", fixtures.pool);
		fixtures.foreign_id = await fixtures.#found("outsider", fixtures.foreign);
		for (const name of ["moderator", "member", "guest", "blocked"] as const) await fixtures.#admit(name);
		await fixtures.#converse();
		await fixtures.#leaveBehind();
		return fixtures;
	}

	credentials(caller: Caller, way: Way): Record<string, string> {
		if (caller === "operator") return bearer(admin_token);
		if (caller === "nobody") return {};
		const { id, token } = this.accounts[caller];
		if (way === "development" && caller !== "ended") return { "x-clickclack-user": id };
		return way === "bearer" ? bearer(token) : { cookie: `cc_session=${token}`, "x-clickclack-csrf": "1" };
	}

	chat(name: Name): ClickClack {
		return this.site.as(this.accounts[name].id);
	}

	/** A new session, for one who has none any more. */
	async signIn(caller: Caller, email?: string): Promise<void> {
		if (caller === "nobody" || caller === "operator") return;
		const account = await this.site.signIn(email ?? this.accounts[caller].email);
		this.accounts[caller] = account;
		if (caller === "ended") await account.chat.auth.logout();
	}

	/** What was deleted is there again. */
	async restore(): Promise<void> {
		for (const id of [this.workspace_id, this.foreign_id]) await this.site.operator.admin.restoreWorkspace(id);
	}

	/** Whose account was deleted comes again, with another one. */
	async replace(user_id: string): Promise<void> {
		const name = people.find((one) => this.accounts[one].id === user_id);
		if (!name) return;
		await this.#arrive(name, this.accounts[name].email);
		if (name !== "ended") await this.#admit(name);
	}

	async #arrive(name: Name, email: string): Promise<void> {
		this.pool.learn(await this.site.operator.admin.createUser({ name, email }));
		this.pool.add("email", email);
		await this.signIn(name, email);
	}

	async #found(founder: Name, pool: Pool): Promise<WorkspaceId> {
		const { workspaces, channels, messages } = this.chat(founder);
		const workspace = await workspaces.create({ name: founder, channels: ["general"] });
		const made = await channels.create(workspace.id, { name: "back room", kind: "private" });
		const all = await channels.list(workspace.id);
		for (const said of [workspace, made.channel, all]) pool.learn(said);
		for (const { id } of all) pool.learn(await messages.create(id, { body: "the tide is *out*", nonce: `n-${id}` }));
		return workspace.id;
	}

	async #admit(name: Name): Promise<void> {
		const { invites, members } = this.chat("owner");
		const role = name === "moderator" || name === "guest" ? name : "member";
		const made = await invites.create(this.workspace_id, { role });
		this.pool.learn(made);
		await this.chat(name).invites.accept(made.token);
		if (name === "blocked") await members.moderate(this.workspace_id, this.accounts.blocked.id, { blocked: true });
	}

	async #converse(): Promise<void> {
		const { channels, dms, messages, uploads } = this.chat("member");
		const { threads, reactions } = this.chat("owner");
		const { channel } = await channels.create(this.workspace_id, { name: "tides" });
		const upload = await uploads.send(this.workspace_id, new Blob(["kelp"]), {
			filename: "kelp.txt",
			nonce: "n-upload",
		});
		const { message } = await messages.create(channel.id, { body: "hello @owner", upload_id: upload.id });
		const reply = await threads.reply(message.id, { body: "well", nonce: "n-reply" });
		const reaction = await reactions.add(message.id, "👍");
		const link = await this.site.as().auth.requestMagicLink({ email: "new@example.com" });
		const { conversation } = await dms.create(this.workspace_id, [this.accounts.owner.id]);
		const direct = await messages.create(conversation.id, { body: "only for @owner" });
		for (const made of [channel, upload, message, reply, reaction, link, conversation, direct]) this.pool.learn(made);
	}

	/** A channel in which nothing may be said any more, an e-mail that somebody only says is theirs, and a job that waits. */
	async #leaveBehind(): Promise<void> {
		const { channels, messages, invites, members } = this.chat("owner");
		const { channel } = await channels.create(this.workspace_id, { name: "wreck" });
		const { message } = await messages.create(channel.id, { body: "all ashore" });
		await channels.update(channel.id, { archived: true });
		const { token } = await invites.create(this.workspace_id);
		const [stranger, email] = [this.site.as(), `unchecked-${this.workspace_id}@example.com`];
		const { user } = await stranger.invites.accept(token, { display_name: "Drifter", email });
		await members.moderate(this.workspace_id, user.id, { timeout_minutes: 600 });
		// nobody sees that before the time-out ends
		await stranger.me.update({ display_name: "Castaway" });
		for (const made of [channel, message, user]) this.pool.learn(made);
		this.pool.add("email", email);
		const { jobs } = this.site.operator.admin;
		for (let all: Job[] = []; all.length === 0; await pause(20)) {
			all = (await jobs.list({ workspace_id: this.workspace_id })).jobs;
			for (const { id } of all) this.pool.add("job_id", String(id));
		}
	}
}

/** Whom the server is set up with. */
export const founder = { name: "Founder", email: "founder@example.com" };
