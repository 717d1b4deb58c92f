import {
	apply,
	applyLocal,
	isId,
	isRequestError,
	reset,
	settle,
	take,
	type Conversation,
	type ConversationId,
	type DurableEvent,
	type Member,
	type Mention,
	type Message,
	type ModeratedMember,
	type Projection,
	type ServerEvent,
	type Snapshot,
	type Timeline,
	type Workspace,
} from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import { ChannelArchive } from "./channel-archive.svelte.ts";
import { Connection } from "./connection.svelte.ts";
import { outbox } from "./outbox.svelte.ts";
import { Presence } from "./presence.svelte.ts";
import { RecentConversations } from "./recent-conversations.ts";
import { TimelineLoader } from "./timeline-loader.ts";
import { Typing } from "./typing.svelte.ts";

const { compare } = new Intl.Collator();
const byName = (a: Conversation, b: Conversation) => compare(a.name, b.name);

function noneForMe(error: unknown): undefined {
	if (!isRequestError(error) || error.status >= 500 || error.code === "rate_limited") throw error;
}

/** One workspace as this tab knows it: a snapshot, and every event since applied to it. */
export class WorkspaceState implements Projection {
	cursor = "";
	stale = false;
	readonly unsure = new Set<ConversationId>();
	me = $state.raw<ModeratedMember>()!;
	workspace = $state.raw<Workspace>()!;
	readonly conversations = new SvelteMap<ConversationId, Conversation>();
	readonly members = new SvelteMap<string, Member>();
	readonly mentions = new SvelteMap<string, Mention>();
	readonly timelines = new SvelteMap<string, Timeline>();

	readonly archive = new ChannelArchive();
	readonly loader = new TimelineLoader(this);
	readonly recent = new RecentConversations(this);
	readonly presence = new Presence();
	readonly typing = new Typing();
	readonly connection = new Connection(this);
	/** Grows when events were missed that nobody will tell again: what was loaded before has to be loaded anew. */
	epoch = $state(0);
	readonly sortedChannels = $derived([...this.conversations.values()].toSorted(byName));
	/** Those that I am in, by name. */
	readonly joined = $derived(this.sortedChannels.filter(({ is_member }) => is_member));
	readonly mentionTotal = $derived(this.sortedChannels.reduce((sum, channel) => sum + channel.mention_count, 0));
	/** Members by handle, for mentions. */
	readonly handles = $derived(new Map([...this.members.values()].map(({ user }) => [user.handle, user])));
	readonly #listeners = new Set<(message: Message) => void>();

	constructor(snapshot: Snapshot) {
		this.#reset(snapshot);
	}

	/** One that can be shown: one that I am in, or another that was opened. */
	conversation(id: ConversationId | undefined): Conversation | undefined {
		return id === undefined ? undefined : (this.conversations.get(id) ?? this.archive.get(id));
	}

	/** Asks the server for a channel to show, and keeps it. @returns whether there is one for me */
	async find(id: ConversationId): Promise<boolean> {
		return this.#keepFound(id, await this.#ask(id), take);
	}

	async #ask(id: ConversationId): Promise<Conversation | undefined> {
		return isId("chn", id) ? await client.channels.get(id).catch(noneForMe) : undefined;
	}

	#keepFound(id: ConversationId, channel: Conversation | undefined, taken: typeof take): boolean {
		taken(this, id, channel);
		if (channel) this.archive.keep(channel);
		else this.archive.forget(id);
		return channel !== undefined;
	}

	/** Puts in a conversation as the server has just answered it. */
	keep(conversation: Conversation): void {
		this.#keepFound(conversation.id, conversation, take);
	}

	/** Shows the answer to a change of ours at once. */
	applyLocal(event: DurableEvent): void {
		this.#change(event, applyLocal);
	}

	#change(event: DurableEvent, applied: typeof apply): void {
		const before = this.conversation(event.channel_id);
		applied(this, event);
		if (!before || this.conversations.has(before.id)) return;
		if (event.type === "channel.deleted") {
			this.archive.noteDeleted(before);
			outbox.retryIn(before.id);
		} else if (event.type.startsWith("channel.") && this.archive.noteOmitted(before, event)) this.unsure.add(before.id);
	}

	/** Calls `listener` with each message and reply that is written from now on. @returns what ends it */
	onMessage(listener: (message: Message) => void): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	/** Applies what arrived in one frame. */
	receive(events: ServerEvent[]): void {
		for (const event of events) this.#receive(event);
		void this.#askForUnsure();
	}

	#receive(event: ServerEvent): void {
		if (event.type === "presence.changed") return this.presence.receive(event.payload);
		if (event.type === "typing.started" || event.type === "typing.stopped")
			return this.typing.receive(event, this.me.user.id);
		this.#change(event, apply);
		this.loader.record(event);
		if (event.type === "message.created" || event.type === "thread.reply_created") this.#announce(event.payload);
	}

	#announce({ message }: { message: Message }): void {
		this.typing.stop(message);
		for (const listener of this.#listeners) listener(message);
	}

	/** Asks for what the events could not tell; after a failure, again with the next events. */
	async #askForUnsure(): Promise<void> {
		for (const id of this.unsure)
			await this.#ask(id).then(
				(channel) => this.#keepFound(id, channel, settle),
				() => {},
			);
	}

	/** Starts again from a snapshot, after events were missed. @returns the cursor to go on from */
	async resync(): Promise<string> {
		this.#reset(await client.workspaces.snapshot(this.workspace.id));
		this.timelines.clear();
		this.archive.clear();
		this.loader.reset();
		this.epoch++;
		return this.cursor;
	}

	#reset(snapshot: Snapshot): void {
		reset(this, snapshot);
		this.presence.reset(snapshot.online_user_ids);
	}
}
