import type { WorkspaceId } from "@clickclack/sdk";
import { type Answer, Connection } from "../http.ts";
import { ActSocket } from "../act-socket.ts";
import { picture } from "../forms.ts";
import { type Account, type Site, bearer } from "../site.ts";
import { RecordedSocket } from "../websocket.ts";
import type { Caller, Headers } from "./callers.ts";
import type { Asked } from "./requests.ts";
import { type Name, type Place, type Target, names, standings } from "./people.ts";

type Token = `expired_${"session" | "unused" | "invite" | "link"}` | "unused_link" | "annex_invite" | "foreign";
export const emailOf = (name: string): string => `${name.toLowerCase()}@example.com`;

/** A server with a workspace and all who have to do with it: see set-up.ts. */
export class Environment {
	readonly site: Site;
	readonly people = {} as Record<Name, Account>;
	readonly places = {} as Record<Target, Place>;
	/** none is a session that is good here */
	readonly tokens = {} as Record<Token, string>;
	/** another workspace, of the bystander's */
	annex_id!: WorkspaceId;
	/** of those who may listen no more; "overdue" is the owner's, of long ago */
	readonly ended = new Map<string, RecordedSocket>();
	/** what went otherwise than the routes declare, and how to see it again */
	readonly mismatches: { what: string; again: string }[] = [];
	readonly #idle: Connection[] = [];
	readonly #sockets = new Map<string, ActSocket>();
	#count = 0;

	constructor(site: Site) {
		this.site = site;
	}

	wrong(what: string, again = ""): void {
		this.mismatches.push({ what, again });
	}

	fresh(word: string): string {
		return `${word}-${(this.#count += 1)}`;
	}

	/** Asks once, over HTTP or as an act, with nothing between us and the server. */
	async ask(request: Asked): Promise<Answer & { took_ms: number }> {
		if (request.act) return await this.#act(request.act);
		const connection = this.#idle.pop() ?? new Connection(this.site.url);
		const began = performance.now();
		const reply = await connection.ask(request);
		const took_ms = performance.now() - began;
		this.#idle.push(connection);
		if (typeof reply === "string") throw new Error(`${request.method} ${request.path}: ${reply} without an answer`);
		return { ...reply, took_ms };
	}

	async #act({ by, name, input }: NonNullable<Asked["act"]>): Promise<Answer & { took_ms: number }> {
		const socket = await this.#socketOf(by);
		const began = performance.now();
		return { ...(await socket.act(name, input)), took_ms: performance.now() - began };
	}

	/** One for each credential, for as long as it is open. */
	async #socketOf(by: Headers): Promise<ActSocket> {
		const key = JSON.stringify(by);
		const { workspace_id } = this.places.here;
		const { cursor: after_cursor } = await this.people.owner.chat.workspaces.snapshot(workspace_id);
		const known = this.#sockets.get(key);
		const socket =
			known?.closed === undefined && known ? known : new ActSocket(this.site.url, { workspace_id, after_cursor }, by);
		this.#sockets.set(key, socket);
		await socket.opened();
		return socket;
	}

	async listen({ token, chat }: Account): Promise<RecordedSocket> {
		const { workspace_id } = this.places.here;
		const { cursor: after_cursor } = await chat.workspaces.snapshot(workspace_id);
		return RecordedSocket.open(this.site.url, { workspace_id, after_cursor }, bearer(token));
	}

	/** A file of the author's that is in no message. */
	async store(nonce?: string): Promise<Place["upload_id"]> {
		const file = new File(["kelp"], "kelp.txt", { type: "text/plain" });
		const about = nonce === undefined ? {} : { nonce };
		return (await this.people.author.chat.uploads.send(this.places.here.workspace_id, file, about)).id;
	}

	/** A picture of the caller's, where they may store one. */
	async storePicture({ email, role, restriction, hasSignedOut }: Caller): Promise<Place["upload_id"]> {
		const owner = Object.values(this.people).find((person) => person.email === email);
		const mayStore = role !== undefined && role !== "guest" && !restriction && !hasSignedOut;
		if (!owner || !mayStore) return this.places.closed.upload_id;
		return (await owner.chat.uploads.send(this.places.here.workspace_id, new Blob([picture]))).id;
	}

	/** One of the author's. */
	async makeEmoji(): Promise<string> {
		const name = this.fresh("emoji");
		await this.people.author.chat.customEmoji.create(this.places.here.workspace_id, name, new Blob([picture]));
		return name;
	}

	/** The direct conversation of the author with all who see it: there is one for a set of people. */
	async openDirect(): Promise<Place> {
		const { workspace_id } = this.places.here;
		const { dms, messages, threads } = this.people.author.chat;
		const others = names.filter((name) => name !== "author" && standings[name].sees.includes("direct"));
		const member_ids = others.map((name) => this.people[name].id);
		const { id } = (await dms.create(workspace_id, member_ids)).conversation;
		const nonce = this.fresh("nonce");
		const upload_id = await this.store(nonce);
		const { message } = await messages.create(id, {
			body: "kelp between us",
			nonce,
			upload_id,
			poll: { options: ["kelp", "brine"] },
		});
		const reply = await threads.reply(message.id, { body: "and salt" });
		const ids = { direct_conversation_id: id, message_id: message.id, reply_id: reply.message.id, upload_id };
		return { ...this.places.closed, target: "direct", ...ids, nonce };
	}

	/** With the author as an admin, and the guest and who is removed again. */
	async group(): Promise<Place["group_id"]> {
		const { owner, author, guest, bystander } = this.people;
		const { groups } = owner.chat;
		const { workspace_id } = this.places.here;
		const { id } = (await groups.create(workspace_id, { name: "x", handle: this.fresh("crew") })).group;
		await groups.putMember(id, author.id, "admin");
		for (const one of [guest, bystander]) await groups.putMember(id, one.id);
		return id;
	}

	/** A message of the author's that is sent later. */
	async schedule(): Promise<Place["scheduled_id"]> {
		const send_at = new Date(Date.now() + 86_400_000).toISOString();
		const { scheduled } = this.people.author.chat;
		return (await scheduled.add(this.places.public.channel_id, { body: "kelp to come", send_at })).scheduled_message.id;
	}

	/** A channel like the one that is there, for what would use it up. */
	async open(target: Target): Promise<Place> {
		const { workspace_id } = this.places.here;
		const { channels, messages, threads, topics } = this.people.author.chat;
		const kind = target === "public" ? "public" : "private";
		const { id: channel_id } = (await channels.create(workspace_id, { name: this.fresh(target), kind })).channel;
		const isIn = (name: Name) => target === "room" && name !== "author" && standings[name].sees.includes(target);
		await Promise.all(names.filter(isIn).map((name) => channels.addMember(channel_id, this.people[name].id)));
		const nonce = this.fresh("nonce");
		const upload_id = await this.store(nonce);
		const { message } = await messages.create(channel_id, {
			body: "kelp and brine",
			nonce,
			upload_id,
			poll: { options: ["kelp", "brine"] },
		});
		const reply = await threads.reply(message.id, { body: "and salt" });
		const { id: topic_id } = (await topics.create(workspace_id, { name: "kelp", channel_id })).topic;
		const { scheduled_id, group_id } = this.places.here;
		return {
			target,
			workspace_id,
			channel_id,
			message_id: message.id,
			reply_id: reply.message.id,
			nonce,
			topic_id,
			group_id,
			scheduled_id,
			upload_id,
		};
	}
}
