import { ClickClack } from "@clickclack/sdk";
import { Server, admin_token, build, scratch } from "../../test/server.ts";
import { Listener } from "./listener.ts";
import { type Name, type Person, cast, emailOf, names, roomies, signIn } from "./people.ts";
import { longAgo } from "./long-ago.ts";
import { type Place, type Target, missingLike } from "./places.ts";

/** A server with a workspace and all who have to do with it, and another server that shares nothing with it. */
export class Stage {
	readonly server: Server;
	readonly #other: Server;
	readonly operator: ClickClack;
	readonly people = {} as Record<Name, Person>;
	readonly places = {} as Record<Target, Place>;
	/** said often, and nowhere but in the closed room */
	readonly secret_word = "ambergris";
	tokens = {
		expired_session: "",
		expired_unused: "",
		expired_invite: "",
		expired_link: "",
		unused_link: "",
		annex_invite: "",
		foreign: "",
	};
	annex_invite_id = "";
	/** the owner's, of long ago */
	overdue!: Listener;
	#count = 0;

	private constructor(server: Server, other: Server) {
		this.server = server;
		this.#other = other;
		this.operator = new ClickClack({ baseUrl: server.url, token: admin_token });
	}

	static async set(): Promise<Stage> {
		const built = await build("wrangler.toml", "proof/authz/entry.ts");
		const [server, other] = await Promise.all([Server.start(built, scratch()), Server.start(built, scratch())]);
		const stage = new Stage(server, other);
		await longAgo(stage);
		await stage.#gather();
		await stage.#furnish();
		await stage.#restrict();
		return stage;
	}

	async end(): Promise<void> {
		await Promise.all([this.server.kill(), this.#other.kill()]);
	}

	/** A word that was not used before. */
	fresh(word: string): string {
		return `${word}-${(this.#count += 1)}`;
	}

	signIn(email: string): Promise<Person> {
		return signIn(this.server.url, email);
	}

	/** A socket of theirs, from now on. */
	async listen({ token }: Person): Promise<Listener> {
		const { workspace_id } = this.places.here;
		const { cursor } = await this.people.author.chat.workspaces.snapshot(workspace_id);
		return Listener.open(this.server.url, workspace_id, token, cursor);
	}

	/** Somebody new in the workspace. */
	async newcomer(): Promise<Person> {
		const email = emailOf(this.fresh("newcomer"));
		await this.operator.admin.createUser({ name: "Newcomer", email, workspace_id: this.places.here.workspace_id });
		return this.signIn(email);
	}

	/** A channel like that of the stage, for what would use it up; of what does not exist there is no other. */
	async open(target: Target): Promise<Place> {
		if (target === "missing") return this.places.missing;
		const { workspace_id } = this.places.here;
		const { channels, messages, threads } = this.people.author.chat;
		const kind = target === "public" ? "public" : "private";
		const { id: channel_id } = (await channels.create(workspace_id, { name: this.fresh(target), kind })).channel;
		const invited = target === "room" ? roomies.map((name) => this.people[name]) : [];
		await Promise.all(invited.filter((one) => !one.isGone).map(({ id }) => channels.addMember(channel_id, id)));
		const nonce = this.fresh("nonce");
		const { message } = await messages.create(channel_id, { body: "kelp and brine", nonce });
		const reply = await threads.reply(message.id, { body: "and salt" });
		if (target === "room") await channels.removeMember(channel_id, this.people.evicted.id);
		return { target, workspace_id, channel_id, message_id: message.id, reply_id: reply.message.id, nonce };
	}

	async setClock(ahead_ms: number): Promise<void> {
		await fetch(new URL(`/clock?ahead_ms=${ahead_ms}`, this.server.url), { method: "POST" });
	}

	async #gather(): Promise<void> {
		const { admin } = this.operator;
		const { workspace_id } = this.places.here;
		const come = async (name: Name) => {
			const [email, role] = [emailOf(name), cast[name]];
			if (role) await admin.createUser({ name, email, workspace_id, role });
			this.people[name] = await signIn(this.server.url, email, name);
		};
		await Promise.all(names.map(come));
		const { bystander, foreigner, owner } = this.people;
		await foreigner.chat.workspaces.create({ name: "Elsewhere" });
		const annex = await bystander.chat.workspaces.create({ name: "Annex" });
		const { invite, token } = await bystander.chat.invites.create(annex.id);
		this.annex_invite_id = invite.id;
		this.tokens.annex_invite = token;
		this.tokens.foreign = (await signIn(this.#other.url, owner.email)).token;
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
		removed.isGone = true;
	}
}
