import {
	apply,
	applyLocal,
	isRequestError,
	reset,
	settle,
	take,
	type ConversationId,
	type DurableEvent,
	type Member,
	type Mention,
	type MessageId,
	type ModeratedMember,
	type MyChannel,
	type Projection,
	type ServerEvent,
	type Sidebar,
	type Snapshot,
	type Workspace,
} from "@clickclack/sdk";
import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import { keptOf, restore, type KeptWorkspace } from "../store/kept.ts";
import { ChannelArchive } from "./channel-archive.svelte.ts";
import { Connection } from "./connection.svelte.ts";
import { isDirect, isDirectId, type Conversation, type DirectConversation } from "./conversations.ts";
import { Directs } from "./directs.svelte.ts";
import type { Followed } from "./followed.svelte.ts";
import { holdersOf } from "./handles.ts";
import { isWritten, News } from "./news.ts";
import { outbox } from "./outbox.svelte.ts";
import { People } from "./people.ts";
import { Places } from "./places.svelte.ts";
import { Presence } from "./presence.svelte.ts";
import { RecentConversations } from "./recent-conversations.ts";
import type { AttentionSettings } from "./attention-settings.svelte.ts";
import type { Reminders } from "./reminders.svelte.ts";
import type { Saved } from "./saved.svelte.ts";
import { sectionsOf } from "./sections.ts";
import { soundFor } from "./sounds.ts";
import { TimelineLoader } from "./timeline-loader.ts";
import { Typing } from "./typing.svelte.ts";
import { allWaiting } from "./unread.ts";

// "room 9" before "room 10"
const { compare } = new Intl.Collator(undefined, { numeric: true });

/** The same text until a name changes, so that nothing is sorted for a message. */
const namesOf = (all: Iterable<MyChannel>): string => [...all].map(({ id, name }) => `${id} ${name}`).join("\n");

function noneForMe(error: unknown): undefined {
	if (!isRequestError(error) || error.status >= 500 || error.code === "rate_limited") throw error;
}

/** One workspace as this tab knows it: a snapshot, and every event since applied to it. */
export class WorkspaceState implements Projection {
	cursor = "";
	stale = false;
	has_more_members = $state(false);
	readonly unsure = new Set<ConversationId>();
	#isAsking = false;
	me = $state.raw<ModeratedMember>()!;
	workspace = $state.raw<Workspace>()!;
	/** as the server has told it */
	sidebar = $state.raw<Sidebar>()!;
	uploads = $state.raw<Projection["uploads"]>();
	open_reports = $state<number>();
	/** makes of it what my changes will, until the server has answered them */
	rearranged = $state.raw((sidebar: Sidebar) => sidebar);
	/** as it is shown */
	readonly arranged = $derived(this.rearranged(this.sidebar));
	readonly conversations = new SvelteMap<ConversationId, MyChannel>();
	readonly direct_conversations = new SvelteMap<DirectConversation["id"], DirectConversation>();
	readonly members = new SvelteMap<string, Member>();
	readonly mentions = new SvelteMap<string, Mention>();
	readonly timelines: Projection["timelines"] = new SvelteMap();
	readonly pins = new SvelteMap<ConversationId, MessageId[]>();
	readonly topics: Projection["topics"] = new SvelteMap();
	readonly groups: Projection["groups"] = new SvelteMap();
	readonly counted = new Map<ConversationId, string>();
	readonly archive = new ChannelArchive();
	readonly directs = new Directs(this);
	readonly places = new Places(this);
	readonly people = new People(this);
	readonly loader = new TimelineLoader(this);
	readonly recent = new RecentConversations(this);
	readonly news = new News();
	readonly presence = new Presence();
	readonly typing = new Typing();
	readonly connection = new Connection(this);
	/** what else follows the events, once it is loaded */
	readonly followers: { receive: (events: ServerEvent[]) => unknown }[] = [];
	/* Once each is loaded: the threads that I follow, what I saved, what I am reminded of, my keywords and quiet hours. */
	followed = $state.raw<Followed>();
	saved = $state.raw<Saved>();
	reminders = $state.raw<Reminders>();
	attention = $state.raw<AttentionSettings>();
	/** Grows when events were missed that nobody will tell again: what was loaded before has to be loaded anew. */
	epoch = $state(0);
	readonly #names = $derived(namesOf(this.conversations.values()));
	/** ids, by name */
	readonly #order = $derived.by(() => {
		void this.#names;
		const all = untrack(() => [...this.conversations.values()]);
		return all.toSorted((a, b) => compare(a.name, b.name)).map(({ id }) => id);
	});
	readonly sortedChannels = $derived(this.#order.flatMap((id) => this.conversations.get(id) ?? []));
	/** Those that I am in, by name. */
	readonly joined = $derived(this.sortedChannels.filter(({ is_member }) => is_member));
	/** All that the sidebar lists, in its order. */
	readonly mine = $derived(
		sectionsOf(this.joined, this.directs.sorted, this.arranged).flatMap(({ conversations }) => conversations),
	);
	readonly waiting = $derived(allWaiting(this.mine, this.followed, this.reminders));
	readonly #named = $derived(new Map(this.#order.map((id) => [untrack(() => this.conversations.get(id)?.name), id])));
	readonly handles = $derived(holdersOf(this));

	/** @param begin what the server has answered, or what was kept of an earlier visit */
	constructor(begin: Snapshot | KeptWorkspace) {
		if ("online_user_ids" in begin) this.#reset(begin);
		else this.#restore(begin);
	}

	#restore(kept: KeptWorkspace): void {
		restore(this, kept);
		for (const id of kept.opened) this.recent.noteOpened(id);
		// nobody knows yet what of that which comes first was written while the app was closed, nor who is here
		this.news.hold();
		this.presence.isOutdated = true;
	}

	/** What to keep of it until the next visit; undefined while it is not known to be current. */
	get kept(): KeptWorkspace | undefined {
		return this.stale ? undefined : keptOf(this, this.recent.ids);
	}

	/** One that can be shown: one that I am in, or another that was opened. */
	conversation(id: ConversationId | undefined): Conversation | undefined {
		if (id === undefined) return undefined;
		return isDirectId(id) ? this.direct_conversations.get(id) : (this.conversations.get(id) ?? this.archive.get(id));
	}

	/** The channel of a name as somebody may write it. */
	channelNamed(name: string): MyChannel | undefined {
		const id = this.#named.get(name.normalize("NFC").toLowerCase());
		return id && untrack(() => this.conversations.get(id));
	}

	/** Of those that can be shown, or could. */
	get conversationIds(): ConversationId[] {
		return [...this.conversations.keys(), ...this.direct_conversations.keys(), ...this.archive.ids];
	}

	/** Whether somebody has the app open; oneself, while events arrive. */
	isOnline(user_id: string): boolean {
		return user_id === this.me.user.id ? this.connection.state === "open" : this.presence.isOnline(user_id);
	}

	/** Asks the server for a conversation to show, and keeps it. @returns whether there is one for me */
	async find(id: ConversationId): Promise<boolean> {
		return this.#keepFound(id, await this.#ask(id), take);
	}

	async #ask(id: ConversationId): Promise<Conversation | undefined> {
		return await (isDirectId(id) ? client.dms.get(id) : client.channels.get(id)).catch(noneForMe);
	}

	#keepFound(id: ConversationId, found: Conversation | undefined, taken: typeof take): boolean {
		taken(this, id, found);
		if (!found) this.archive.forget(id);
		else if (!isDirect(found)) this.archive.keep(found);
		return found !== undefined;
	}

	/** Puts in a conversation as the server has just answered it. */
	keep(conversation: Conversation): void {
		this.#keepFound(conversation.id, conversation, take);
	}

	/** Takes a direct conversation out of my list before the server has answered. */
	hide(id: DirectConversation["id"]): void {
		const one = this.direct_conversations.get(id);
		if (one) this.direct_conversations.set(id, { ...one, hidden_at: new Date().toISOString() });
	}

	/** Shows the answer to a change of ours at once. */
	applyLocal(event: DurableEvent): void {
		this.#change(event, applyLocal);
	}

	#change(event: DurableEvent, applied: typeof apply): void {
		const before = this.conversation(event.channel_id);
		applied(this, event);
		if (!before || isDirect(before) || this.conversations.has(before.id)) return;
		if (event.type === "channel.deleted") {
			this.archive.noteDeleted(before);
			outbox.retryIn(before.id);
		} else if (event.type.startsWith("channel.") && this.archive.noteOmitted(before, event)) this.unsure.add(before.id);
	}

	/** Applies what arrived in one frame. */
	receive(events: ServerEvent[]): void {
		for (const event of events) this.#receive(event);
		for (const follower of this.followers) follower.receive(events);
		void this.#askForUnsure();
	}

	#receive(event: ServerEvent): void {
		if (event.type === "presence.changed") return this.presence.receive(event.payload);
		if (event.type === "typing.started" || event.type === "typing.stopped")
			return this.typing.receive(event, this.me.user.id);
		if (event.type === "draft.updated") return;
		this.#change(event, apply);
		this.loader.record(event);
		if (!isWritten(event)) return;
		const { message } = event.payload;
		this.typing.stop(message);
		this.news.tell(event);
		if (event.cursor > this.news.liveAfter) soundFor(message, this);
	}

	/** Asks for what the events could not tell, however many come meanwhile; after a failure, again with the next ones. */
	async #askForUnsure(): Promise<void> {
		if (this.#isAsking) return;
		this.#isAsking = true;
		for (const id of this.unsure)
			await this.#ask(id).then(
				(found) => this.#keepFound(id, found, settle),
				() => {},
			);
		this.#isAsking = false;
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
		this.news.begin(snapshot.cursor);
		this.presence.reset(snapshot.online_user_ids);
	}
}
