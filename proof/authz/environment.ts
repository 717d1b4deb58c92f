import type { ChannelId, InviteId, MessageId } from "@clickclack/sdk";
import { build } from "../../test/server.ts";
import { type Answer, Connection } from "../http.ts";
import type { Request } from "../request.ts";
import { type Account, Site, bearer } from "../site.ts";
import { RecordedSocket } from "../websocket.ts";
import { type Place, type Target, missingLike, nowhereLike, workspaceItself } from "./places.ts";

const members = ["author", "member", "outsider", "blocked", "timedOut", "timedOutBefore"] as const;
const others = ["evicted", "removed", "signedOut", "hungUp", "bystander"] as const;
/** By the role that they come with. The owner is there already, the foreigner never is. */
const cast = {
	none: ["owner", "foreigner"],
	moderator: ["moderator", "disgraced"],
	member: [...members, ...others],
	guest: ["guest"],
} as const;
type Name = (typeof cast)[keyof typeof cast][number];
const names: Name[] = Object.values(cast).flat();
/** Who is in the room besides its author, or was until a moment ago. */
const roomies = names.filter((name) => !["author", "outsider", "bystander", "foreigner"].includes(name));
const emailOf = (name: string): string => `${name.toLowerCase()}@example.com`;
type Token = `expired_${"session" | "unused" | "invite" | "link"}` | "unused_link" | "annex_invite" | "foreign";
const long_ago_ms = -31 * 86_400_000;

/** A server with a workspace and all who have to do with it, and another server that shares nothing with it. */
export class Environment {
	readonly site: Site;
	readonly #other: Site;
	readonly people = {} as Record<Name, Account>;
	readonly places = {} as Record<Target, Place>;
	/** said often, and nowhere but in the closed room */
	readonly secret_word = "ambergris";
	readonly tokens = {} as Record<Token, string>;
	annex_invite_id: InviteId = "inv_";
	/** the owner's, of long ago */
	overdue!: RecordedSocket;
	readonly #idle: Connection[] = [];
	#count = 0;

	private constructor(site: Site, other: Site) {
		this.site = site;
		this.#other = other;
	}

	static async start(): Promise<Environment> {
		const built = await build("wrangler.toml", "proof/authz/entry.ts");
		const env = new Environment(...(await Promise.all([Site.of(built), Site.of(built)])));
		await env.#longAgo();
		await env.#gather();
		await env.#furnish();
		await env.#restrict();
		return env;
	}

	async end(): Promise<void> {
		await Promise.all([this.site.stop(), this.#other.stop()]);
	}

	fresh(word: string): string {
		return `${word}-${(this.#count += 1)}`;
	}

	/** Asks once, with nothing between us and the server. */
	async ask(request: Request): Promise<Answer & { took_ms: number }> {
		const connection = this.#idle.pop() ?? new Connection(this.site.url);
		const began = performance.now();
		const reply = await connection.ask(request);
		const took_ms = performance.now() - began;
		this.#idle.push(connection);
		if (typeof reply === "string") throw new Error(`${request.method} ${request.path}: ${reply} without an answer`);
		return { ...reply, took_ms };
	}

	async listen({ token }: Account): Promise<RecordedSocket> {
		const { workspace_id } = this.places.here;
		const { cursor: after_cursor } = await this.people.author.chat.workspaces.snapshot(workspace_id);
		return RecordedSocket.open(this.site.url, { workspace_id, after_cursor }, bearer(token));
	}

	async newcomer(): Promise<Account> {
		const email = emailOf(this.fresh("newcomer"));
		const { workspace_id } = this.places.here;
		await this.site.operator.admin.createUser({ name: "Newcomer", email, workspace_id });
		return this.site.signIn(email);
	}

	/** A channel like the one that is there, for what would use it up; of what does not exist there is no other. */
	async open(target: Target): Promise<Place> {
		if (target === "missing") return this.places.missing;
		const { workspace_id } = this.places.here;
		const { channels, messages, threads } = this.people.author.chat;
		const kind = target === "public" ? "public" : "private";
		const { id: channel_id } = (await channels.create(workspace_id, { name: this.fresh(target), kind })).channel;
		// nobody can add one who was removed
		const invited = target === "room" ? roomies.filter((name) => name !== "removed" || !this.places.missing) : [];
		await Promise.all(invited.map((name) => channels.addMember(channel_id, this.people[name].id)));
		const nonce = this.fresh("nonce");
		const { message } = await messages.create(channel_id, { body: "kelp and brine", nonce });
		const reply = await threads.reply(message.id, { body: "and salt" });
		if (target === "room") await channels.removeMember(channel_id, this.people.evicted.id);
		return { target, workspace_id, channel_id, message_id: message.id, reply_id: reply.message.id, nonce };
	}

	async say(channel_id: ChannelId): Promise<{ message_id: MessageId }> {
		const { message } = await this.people.author.chat.messages.create(channel_id, { body: "a slip" });
		return { message_id: message.id };
	}

	async invite(): Promise<InviteId> {
		return (await this.people.owner.chat.invites.create(this.places.here.workspace_id)).invite.id;
	}

	async #setClock(ahead_ms: number): Promise<void> {
		await fetch(new URL(`/clock?ahead_ms=${ahead_ms}`, this.site.url), { method: "POST" });
	}

	/** The workspace is founded, and what shall have expired by now is made. */
	async #longAgo(): Promise<void> {
		const { admin } = this.site.operator;
		await this.#setClock(long_ago_ms);
		const email = emailOf("owner");
		const { workspace } = await admin.bootstrap({
			name: "owner",
			email,
			workspace_name: "Tidepool",
			channels: ["general"],
		});
		const { id: workspace_id } = workspace;
		this.places.here = workspaceItself(workspace_id);
		this.places.nowhere = nowhereLike(this.places.here);
		const { token, chat } = await this.site.signIn(email);
		this.tokens.expired_session = token;
		this.tokens.expired_unused = (await this.site.signIn(email)).token;
		const invite = { workspace_id, role: "member", expires_in_minutes: 1, max_uses: null } as const;
		this.tokens.expired_invite = (await admin.createInvite(invite)).token;
		this.tokens.expired_link = (await admin.createMagicLink({ email })).token;
		const { id } = await admin.createUser({ name: "x", email: emailOf("timedOutBefore"), workspace_id });
		await chat.members.moderate(workspace_id, id, { timeout_minutes: 1 });
		const { cursor: after_cursor } = await chat.workspaces.snapshot(workspace_id);
		this.overdue = await RecordedSocket.open(this.site.url, { workspace_id, after_cursor }, bearer(token));
		await this.#setClock(0);
	}

	async #gather(): Promise<void> {
		const { admin } = this.site.operator;
		const { workspace_id } = this.places.here;
		const come = async (name: Name) => {
			const email = emailOf(name);
			const role = (["moderator", "member", "guest"] as const).find((one) =>
				(cast[one] as readonly Name[]).includes(name),
			);
			if (role) await admin.createUser({ name, email, workspace_id, role });
			this.people[name] = await this.site.signIn(email, name);
		};
		await Promise.all(names.map(come));
		const { bystander, foreigner, owner } = this.people;
		await foreigner.chat.workspaces.create({ name: "Elsewhere" });
		const annex = await bystander.chat.workspaces.create({ name: "Annex" });
		const { invite, token } = await bystander.chat.invites.create(annex.id);
		this.annex_invite_id = invite.id;
		this.tokens.annex_invite = token;
		this.tokens.foreign = (await this.#other.signIn(owner.email, "owner")).token;
		this.tokens.unused_link = (await admin.createMagicLink({ email: owner.email })).token;
	}

	async #furnish(): Promise<void> {
		const targets = ["public", "room", "closed"] as const;
		await Promise.all(targets.map(async (target) => (this.places[target] = await this.open(target))));
		this.places.missing = missingLike(this.places.closed);
		const { messages } = this.people.author.chat;
		const say = (i: number) => messages.create(this.places.closed.channel_id, { body: `${this.secret_word} ${i}` });
		await Promise.all(Array.from({ length: 50 }, (_, i) => say(i)));
	}

	async #restrict(): Promise<void> {
		const { workspace_id } = this.places.here;
		const { owner, blocked, disgraced, timedOut, removed, signedOut, hungUp } = this.people;
		const { members } = owner.chat;
		await this.listen(hungUp);
		await Promise.all([
			members.moderate(workspace_id, blocked.id, { blocked: true }),
			members.moderate(workspace_id, disgraced.id, { blocked: true }),
			members.moderate(workspace_id, timedOut.id, { timeout_minutes: 600 }),
			members.remove(workspace_id, removed.id),
			signedOut.chat.auth.logout(),
			hungUp.chat.auth.logout(),
		]);
		await timedOut.chat.me.update({ display_name: "Renamed" });
	}
}
