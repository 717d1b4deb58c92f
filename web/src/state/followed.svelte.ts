import { isRequestError, type DurableEvent, type MessageId, type MyThread, type ServerEvent } from "@clickclack/sdk";
import {
	applyToThreads,
	resetThreads,
	settleThread,
	threadOf,
	type FollowedThreadList,
} from "@clickclack/sdk/followed-threads";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

const isDurable = (event: ServerEvent): event is DurableEvent => event.cursor !== "";

function noneForMe(error: unknown): undefined {
	if (!isRequestError(error, "not_found")) throw error;
}

/** Of more threads at once than this, all are asked for. */
const most_asked = 20;

/** The threads that I follow, and what is unread in them. Loaded after the workspace, and kept current by the events. */
export class Followed implements FollowedThreadList {
	cursor = "";
	has_more = false;
	stale = false;
	readonly threads = new SvelteMap<MessageId, MyThread>();
	readonly unsure = new Set<MessageId>();
	/** the server has told once which threads I follow */
	isKnown = $state(false);
	readonly #workspace: WorkspaceState;
	/** what came while the list was on its way */
	#events: DurableEvent[] | undefined;
	/** threads that something was told of while the server was asked for them */
	readonly #changed = new Set<MessageId>();
	#isAsking = false;
	readonly #all = $derived([...this.threads.values()].filter(({ is_following }) => is_following));
	/** replies that mention me, and threads with something unread */
	readonly calls = $derived(this.#all.reduce((sum, { mention_count }) => sum + mention_count, 0));
	readonly unreadOnes = $derived(this.#all.filter(({ unread_count }) => unread_count > 0));
	readonly unread = $derived(this.unreadOnes.length);
	/** Another text whenever the list of them is another. */
	readonly activity = $derived(this.#all.map((one) => `${one.root_message_id} ${one.last_reply_seq}`).join());

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	get me() {
		return this.#workspace.me.user.id;
	}

	/** At the beginning, and after events were missed. */
	async load(): Promise<void> {
		const events: DurableEvent[] = (this.#events = []);
		const answer = await client.threads.followed(this.#workspace.workspace.id);
		if (events !== this.#events) return;
		this.#events = undefined;
		resetThreads(this, answer);
		this.isKnown = true;
		this.#apply(events);
	}

	receive(events: ServerEvent[]): void {
		const durable = events.filter(isDurable);
		this.#events?.push(...durable);
		if (this.isKnown) this.#apply(durable);
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

	#apply(events: DurableEvent[]): void {
		for (const event of events) {
			applyToThreads(this, event);
			const id = threadOf(event);
			if (id) this.#changed.add(id);
		}
		if ((this.stale || this.unsure.size > most_asked) && !this.#events) this.load().catch(() => {});
		else void this.#askForUnsure();
	}

	/** Asks for what the events could not tell; after a failure, again with the next events. */
	async #askForUnsure(): Promise<void> {
		if (this.#isAsking) return;
		this.#isAsking = true;
		try {
			for (const id of this.unsure) await this.#ask(id);
		} catch {
			// there is no connection, or it is too much at once
		}
		this.#isAsking = false;
	}

	/** Again when something came meanwhile that the answer may be without. */
	async #ask(id: MessageId): Promise<void> {
		for (let tries = 0; tries < 3 && this.unsure.has(id); tries++) {
			this.#changed.delete(id);
			const thread = await client.threads.mine(id).catch(noneForMe);
			if (!this.#changed.has(id)) settleThread(this, id, thread);
		}
	}
}
