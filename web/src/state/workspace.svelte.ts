import {
	apply,
	fill,
	type DurableEvent,
	type Member,
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
import { client } from "../client.ts";
import { Presence } from "./presence.svelte.ts";
import { Typing } from "./typing.svelte.ts";

/** One workspace as this tab knows it: a snapshot, and every event since applied to it. */
export class WorkspaceState implements Projection {
	cursor = "";
	stale = false;
	me = $state.raw<ModeratedMember>()!;
	workspace = $state.raw<Workspace>()!;
	readonly channels = new SvelteMap<string, MyChannel>();
	readonly members = new SvelteMap<string, Member>();
	readonly mentions = new SvelteMap<string, UnreadMention>();
	readonly timelines = new SvelteMap<string, Timeline>();

	readonly presence = new Presence();
	readonly typing = new Typing();
	connection = $state<StreamState>("connecting");
	/** Grows when events were missed that nobody will tell again: what was loaded before has to be loaded anew. */
	epoch = $state(0);
	readonly sortedChannels = $derived([...this.channels.values()].toSorted((a, b) => a.name.localeCompare(b.name)));
	readonly unreadTotal = $derived(this.sortedChannels.reduce((sum, channel) => sum + channel.mention_count, 0));
	/** What was heard while a page was on its way: the page may be older than it. */
	#heard: DurableEvent[] | undefined;
	#loads = 0;

	constructor(snapshot: Snapshot) {
		this.#fill(snapshot);
	}

	get online(): Presence["online"] {
		return this.presence.online;
	}

	/** Those in the workspace by handle, for mentions. */
	readonly handles = $derived(new Map([...this.members.values()].map(({ user }) => [user.handle, user])));

	/**
	 * The answer to a write of ours, shown at once. The log tells it again in its place, so the cursor stays where it is:
	 * moved on, it would skip what others did just before.
	 */
	apply(event: DurableEvent): void {
		const { cursor } = this;
		apply(this, event);
		this.cursor = cursor;
	}

	/** Listens until `signal` aborts. @throws {RequestError} when the server lets us in no more */
	async follow(signal: AbortSignal): Promise<void> {
		const onState = (state: StreamState) => (this.connection = state);
		const resync = () => this.#resync();
		for await (const frame of client.frames(this.workspace.id, { after: this.cursor, signal, resync, onState })) {
			for (const event of frame) this.#hear(event);
			if (this.stale) await this.#resync();
		}
	}

	/** Puts a page into a timeline. What happens while it is on its way is not lost on it. */
	async load<Page>(
		key: string,
		read: () => Promise<Page>,
		merge: (page: Page, now: Timeline | undefined) => Timeline | undefined,
	): Promise<void> {
		this.#heard ??= [];
		this.#loads++;
		const from = this.#heard.length;
		try {
			const timeline = merge(await read(), this.timelines.get(key));
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
			apply(this, event);
			this.#heard?.push(event);
			if (event.type === "message.created" || event.type === "thread.reply_created")
				this.typing.stop(event.payload.message);
		}
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
		this.epoch++;
		return this.cursor;
	}

	#fill(snapshot: Snapshot): void {
		fill(this, snapshot);
		this.presence.fill(snapshot.online_user_ids);
	}
}
