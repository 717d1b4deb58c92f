import {
	callsIn,
	conversationOf,
	isDirect,
	shownIn,
	type ConversationId,
	type DurableEvent,
	type MessageId,
	type MyThread,
	type NotificationPreference,
	type Projection,
	type ServerEvent,
} from "@clickclack/sdk";
import {
	applyToThreads,
	resetThreads,
	settleThread,
	threadOf,
	type FollowedThreadList,
} from "@clickclack/sdk/followed-threads";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import { preferenceAt } from "./preferences.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";
import { unlessGone } from "./unless-gone.ts";

/** The workspace that is open, or what is known of another. */
type Of = Pick<Projection, "me" | "workspace" | "conversations" | "direct_conversations"> &
	Pick<WorkspaceState, "followers">;

const isDurable = (event: ServerEvent): event is DurableEvent => event.cursor !== "";

/** With the conversation that it is in, and what that calls me for. */
export type CountedThread = MyThread & { id: ConversationId; notification_preference: NotificationPreference };

/** Of more threads at once than this, all are asked for. */
const most_asked = 20;

/** The threads that I follow, and what is unread in them. Loaded after the workspace, and kept current by the events. */
export class Followed implements FollowedThreadList {
	cursor = "";
	has_more = false;
	has_more_unread = $state(false);
	stale = false;
	readonly threads = new SvelteMap<MessageId, MyThread>();
	readonly unsure = new Set<MessageId>();
	/** the server has told once which threads I follow */
	isKnown = $state(false);
	/** the last try to ask for them failed */
	hasFailed = $state(false);
	readonly #workspace: Of;
	/** what came while the list was on its way */
	#events: DurableEvent[] | undefined;
	/** threads that something was told of while the server was asked for them */
	readonly #changed = new Set<MessageId>();
	#asking: Promise<void> | undefined;
	readonly #all = $derived([...this.threads.values()].filter(({ is_following }) => is_following));
	/** Another text whenever the list of them is another. */
	readonly activity = $derived(this.#all.map((one) => `${one.root_message_id} ${one.last_reply_seq}`).join());

	constructor(workspace: Of) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	get me() {
		return this.#workspace.me.user.id;
	}

	/** Threads of a direct conversation that I closed do not count. */
	get counted(): CountedThread[] {
		const { direct_conversations } = this.#workspace;
		const isClosed = (id: ConversationId) => isDirect(id) && direct_conversations.get(id)?.hidden_at !== undefined;
		return this.#all.flatMap((thread) => {
			const id = conversationOf(thread);
			return isClosed(id) ? [] : { ...thread, id, notification_preference: preferenceAt(this.#workspace, id) };
		});
	}

	/** How many replies are to me, by the rule for messages. */
	get calls(): number {
		return this.counted.reduce((sum, one) => sum + callsIn(one), 0);
	}

	/** How many threads wait for me. */
	get unread(): number {
		return this.counted.filter((one) => shownIn(one) > 0).length;
	}

	/** Whether I follow a thread, once what is asked about it has been answered. */
	async follows(id: MessageId): Promise<boolean> {
		if (this.unsure.has(id)) await this.#askForUnsure();
		return this.threads.get(id)?.is_following ?? false;
	}

	/** At the beginning, and after events were missed. After a failure, again with the next events. */
	async load(): Promise<void> {
		const events: DurableEvent[] = (this.#events = []);
		try {
			const answer = await client.threads.followed(this.#workspace.workspace.id);
			if (events !== this.#events) return;
			resetThreads(this, answer);
		} catch (error) {
			if (events === this.#events) this.#fail();
			throw error;
		}
		this.#events = undefined;
		this.isKnown = true;
		this.hasFailed = false;
		await this.#apply(events);
	}

	#fail(): void {
		this.#events = undefined;
		this.stale = true;
		this.hasFailed = true;
	}

	/** @returns when what they could not tell has been asked for */
	async receive(events: ServerEvent[]): Promise<void> {
		const durable = events.filter(isDurable);
		this.#events?.push(...durable);
		if (this.isKnown) await this.#apply(durable);
		else if (this.hasFailed && !this.#events) await this.load().catch(() => {});
	}

	/** Puts in what the server has just answered to something that I did. */
	settle(thread: MyThread): void {
		settleThread(this, thread.root_message_id, thread);
	}

	/** Runs a change of mine, which the server answers with the thread: events that came first may not be in the answer. */
	async change(id: MessageId, work: () => Promise<MyThread>): Promise<void> {
		this.#changed.delete(id);
		const thread = await work();
		settleThread(this, id, thread);
		if (!this.#changed.has(id)) return;
		this.unsure.add(id);
		void this.#askForUnsure();
	}

	async #apply(events: DurableEvent[]): Promise<void> {
		for (const event of events) {
			applyToThreads(this, event);
			const id = threadOf(event);
			if (id) this.#changed.add(id);
		}
		const isReadThrough = this.has_more_unread && this.#all.every(({ unread_count }) => unread_count === 0);
		const isFarBehind = this.stale || isReadThrough || this.unsure.size > most_asked;
		await (isFarBehind && !this.#events ? this.load().catch(() => {}) : this.#askForUnsure());
	}

	async #askForUnsure(): Promise<void> {
		if (this.unsure.size > 0) await (this.#asking ??= this.#askForAll());
	}

	/** Asks for what the events could not tell; after a failure, again with the next events. */
	async #askForAll(): Promise<void> {
		try {
			for (const id of this.unsure) await this.#ask(id);
		} catch {
			// there is no connection, or it is too much at once
		}
		this.#asking = undefined;
	}

	/** Again when something came meanwhile that the answer may be without. */
	async #ask(id: MessageId): Promise<void> {
		for (let tries = 0; tries < 3 && this.unsure.has(id); tries++) {
			this.#changed.delete(id);
			const thread = await unlessGone(client.threads.mine(id));
			if (!this.#changed.has(id)) settleThread(this, id, thread);
		}
	}
}
