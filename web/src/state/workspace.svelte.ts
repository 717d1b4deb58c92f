import {
	apply,
	fill,
	isRequestError,
	take,
	type DurableEvent,
	type Member,
	type Message,
	type ModeratedMember,
	type MyChannel,
	type Projection,
	type ServerEvent,
	type Snapshot,
	type StreamState,
	type Timeline,
	type UnreadMention,
	type Workspace,
} from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { titleOf } from "../channels/shelves.ts";
import { client } from "../client.ts";
import { outbox } from "./outbox.svelte.ts";
import { Presence } from "./presence.svelte.ts";
import { Typing } from "./typing.svelte.ts";

/** Windows are kept of so many channels, those that were looked at last. */
const kept_channels = 20;

const { compare } = new Intl.Collator();
const byName = (a: MyChannel, b: MyChannel) => compare(a.name, b.name);

/** One workspace as this tab knows it: a snapshot, and every event since applied to it. */
export class WorkspaceState implements Projection {
	cursor = "";
	stale = false;
	readonly unsure = new Set<string>();
	me = $state.raw<ModeratedMember>()!;
	workspace = $state.raw<Workspace>()!;
	readonly channels = new SvelteMap<string, MyChannel>();
	readonly members = new SvelteMap<string, Member>();
	readonly mentions = new SvelteMap<string, UnreadMention>();
	readonly timelines = new SvelteMap<string, Timeline>();

	/** Archived channels that were opened, or archived, while this page was here. */
	readonly #archived = new SvelteMap<string, MyChannel>();
	/** What channels were called that were deleted while this page was here. */
	readonly deleted = new SvelteMap<string, string>();
	readonly presence = new Presence();
	readonly typing = new Typing();
	connection = $state<StreamState>("connecting");
	/** Grows when events were missed that nobody will tell again: what was loaded before has to be loaded anew. */
	epoch = $state(0);
	readonly sortedChannels = $derived([...this.channels.values()].toSorted(byName));
	readonly mentionTotal = $derived(this.sortedChannels.reduce((sum, channel) => sum + channel.mention_count, 0));
	/** What was heard while a page was on its way: the page may be older than it. */
	#heard: DurableEvent[] | undefined;
	#loads = 0;
	#wasAway = false;
	readonly #looked = new Set<string>();
	readonly #listeners = new Set<(message: Message) => void>();

	constructor(snapshot: Snapshot) {
		this.#fill(snapshot);
	}

	get online(): Presence["online"] {
		return this.presence.online;
	}

	/** Those in the workspace by handle, for mentions. */
	readonly handles = $derived(new Map([...this.members.values()].map(({ user }) => [user.handle, user])));

	/** One that can be shown: of those that are not archived all are here. */
	channel(id: string | undefined): MyChannel | undefined {
		return id === undefined ? undefined : (this.channels.get(id) ?? this.#archived.get(id));
	}

	/** Asks for a channel, and keeps it. @returns whether there is one for us */
	async find(id: string): Promise<boolean> {
		const channel = await client.channels.get(id).catch((error: unknown) => {
			if (isRequestError(error) && error.status < 500 && error.code !== "rate_limited") return undefined;
			throw error;
		});
		if (channel) this.keep(channel);
		else {
			take(this, id, undefined);
			this.#archived.delete(id);
		}
		return channel !== undefined;
	}

	/** Puts in a channel as the server has just answered it. */
	keep(channel: MyChannel): void {
		take(this, channel.id, channel);
		if (channel.archived_at) this.#archived.set(channel.id, channel);
		else this.#archived.delete(channel.id);
	}

	/**
	 * The answer to a write of ours, shown at once. The log tells it again in its place, so the cursor stays where it is:
	 * moved on, it would skip what others did just before.
	 */
	apply(event: DurableEvent): void {
		const { cursor } = this;
		this.#fold(event);
		this.cursor = cursor;
	}

	#fold(event: DurableEvent): void {
		const before = this.channel(event.channel_id);
		apply(this, event);
		if (before && event.type === "channel.deleted") this.#bury(before);
		else if (before && event.type.startsWith("channel.") && !this.channels.has(before.id)) this.#shelve(before, event);
	}

	/** What was on its way into it comes back to its author. */
	#bury(channel: MyChannel): void {
		this.#archived.delete(channel.id);
		this.deleted.set(channel.id, titleOf(channel));
		outbox.retryIn(channel.id);
	}

	/** One that was archived, or was so before: whoever looks at it goes on looking, with what is known until it is known better. */
	#shelve(before: MyChannel, event: DurableEvent): void {
		const { is_member, last_read_seq, unread_count, mention_count } = before;
		const mine = { is_member, last_read_seq, unread_count, mention_count };
		if (event.type === "channel.updated") this.#archived.set(before.id, { ...event.payload.channel, ...mine });
		else if (this.#archived.has(before.id)) this.unsure.add(before.id);
	}

	/** What the events could not tell; what does not come now comes with the next ones. */
	async #ask(): Promise<void> {
		for (const id of this.unsure) await this.find(id).catch(() => {});
	}

	/** Somebody looks at a channel. Windows on those that nobody looked at for long are let go, their threads' too. */
	look(channel_id: string): void {
		this.#looked.delete(channel_id);
		this.#looked.add(channel_id);
		for (const old of [...this.#looked].slice(0, -kept_channels)) {
			this.#looked.delete(old);
			for (const [key, { messages }] of this.timelines)
				if (key === old || messages[0]?.channel_id === old) this.timelines.delete(key);
		}
	}

	/** Calls `hear` with each message and reply that is written from now on, not with those that are loaded. @returns what ends it */
	onMessage(hear: (message: Message) => void): () => void {
		this.#listeners.add(hear);
		return () => void this.#listeners.delete(hear);
	}

	/** Listens until `signal` aborts. @throws {RequestError} when the server lets us in no more */
	async follow(signal: AbortSignal): Promise<void> {
		const onState = (state: StreamState) => this.#turn(state);
		const resync = () => this.#resync();
		while (!signal.aborted) {
			// Without a cursor the stream begins with a resync, and tries until it has one.
			const after = this.stale ? undefined : this.cursor;
			for await (const frame of client.frames(this.workspace.id, { after, signal, resync, onState })) {
				for (const event of frame) this.#hear(event);
				void this.#ask();
				if (this.stale) break;
			}
		}
	}

	#turn(state: StreamState): void {
		this.connection = state;
		if (state === "waiting") this.#wasAway = true;
		if (state === "open" && this.#wasAway) this.#meet().catch(() => {});
	}

	/** Who came and went while we were away nobody tells, and the log does not know. */
	async #meet(): Promise<void> {
		const { online_user_ids } = await client.workspaces.snapshot(this.workspace.id);
		this.presence.fill(online_user_ids);
		this.#wasAway = false;
	}

	/**
	 * Puts a page into a timeline. What happens while it is on its way is not lost on it; a page from before a resync is
	 * dropped, and whoever shows the timeline is made anew and loads it again.
	 */
	async load<Page>(
		key: string,
		read: () => Promise<Page>,
		merge: (page: Page, now: Timeline | undefined) => Timeline | undefined,
	): Promise<void> {
		this.#heard ??= [];
		this.#loads++;
		const from = this.#heard.length;
		const { epoch } = this;
		try {
			const page = await read();
			if (epoch !== this.epoch) return;
			const timeline = merge(page, this.timelines.get(key));
			if (timeline) this.timelines.set(key, timeline);
			for (const event of this.#heard.slice(from)) this.#repeat(event);
		} finally {
			if (--this.#loads === 0) this.#heard = undefined;
		}
	}

	#hear(event: ServerEvent): void {
		if (event.type === "presence.changed") this.presence.hear(event.payload);
		else if (event.type === "typing.started" || event.type === "typing.stopped") this.typing.hear(event);
		else {
			this.#fold(event);
			this.#heard?.push(event);
			if (event.type === "message.created" || event.type === "thread.reply_created") this.#hearMessage(event.payload);
		}
	}

	#hearMessage({ message }: { message: Message }): void {
		this.typing.stop(message);
		for (const hear of this.#listeners) hear(message);
	}

	#repeat(event: DurableEvent): void {
		const { cursor } = this;
		this.cursor = "";
		if (/^(message|thread|reaction)\./.test(event.type)) apply(this, event);
		this.cursor = cursor;
	}

	async #resync(): Promise<string> {
		this.#fill(await client.workspaces.snapshot(this.workspace.id));
		this.timelines.clear();
		this.#archived.clear();
		this.epoch++;
		return this.cursor;
	}

	#fill(snapshot: Snapshot): void {
		fill(this, snapshot);
		this.presence.fill(snapshot.online_user_ids);
	}
}
