import { pause, seqOf, type ConversationId } from "@clickclack/sdk";
import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import { attention } from "./attention.svelte.ts";
import { isNewTo, unreadIn } from "./unread.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** Up to where I have said that a conversation is read, be it seen or not: nothing has to lead there any more. */
export const dismissed = new SvelteMap<ConversationId, number>();

/** Where I have said that the unread messages of the conversation that is open begin: it stays so until I leave. */
export const keptUnread = new SvelteMap<ConversationId, number>();

const gather_ms = 400;
const wait_cap_ms = 15_000;

/** How far I have read in the conversation that is open: tells the server, and says where the line "New" goes meanwhile. */
export class Reading {
	readonly #workspace: WorkspaceState;
	readonly #id: ConversationId;
	/** It comes after this seq: where I looked away, or have said that messages are unread. */
	readonly #online: (seq: number) => void;
	/** Up to here everything was on the screen that I had not read, without a gap. */
	#seen = 0;
	/** Everything up to the end was. */
	#isAllSeen = $state(false);
	#before = 0;
	readonly #hasUnread = $derived.by(() => this.#unread > 0);
	readonly #position = $derived.by(() => this.#conversation?.last_read_seq ?? 0);

	constructor(workspace: WorkspaceState, id: ConversationId, online: (seq: number) => void) {
		this.#workspace = workspace;
		this.#id = id;
		this.#online = online;
		keptUnread.delete(id);
		this.#before = this.#position;
	}

	get #conversation() {
		return this.#workspace.conversation(this.#id);
	}

	get #unread(): number {
		return this.#conversation ? unreadIn(this.#conversation) : 0;
	}

	/**
	 * These messages are on the screen. What came before them and never was is not read, though it is above them.
	 * @param isEnd the end is in view: the messages in view are the last ones, or will be in a moment
	 */
	see({ from, to }: { from: number; to: number }, isEnd: boolean): void {
		const page = this.#workspace.timelines.get(this.#id);
		const last = page?.messages.at(-1);
		if (!attention.isHere || !page || !last || to < from) return;
		const [end, height] = [seqOf(last), to - from];
		const view = isEnd ? { from: Math.max(from, end - height), to: end } : { from, to };
		const seen = Math.max(this.#seen, this.#position);
		const me = this.#workspace.me.user;
		const next = page.messages.find((message) => seqOf(message) > seen && isNewTo(message, me));
		const isLoaded = seqOf(page.messages[0]!) <= seen + 1;
		if (isLoaded && (!next || (seqOf(next) >= view.from && seqOf(next) <= view.to)))
			this.#seen = Math.max(seen, Math.min(next ? view.to : end, end));
		this.#isAllSeen = this.#seen >= end && !page.has_newer;
	}

	/**
	 * While the end of the conversation is in view, what was on the screen up to it is read. To be called in an effect,
	 * which runs again as the position moves and not with each message, and ends with what is returned.
	 */
	follow(isEndInView: boolean): (() => void) | undefined {
		if (!attention.isHere) untrack(() => this.#lookAway());
		const position = this.#position;
		untrack(() => this.#moved(position));
		const isRead = isEndInView && this.#isAllSeen && !keptUnread.has(this.#id);
		if (!attention.isHere || !isRead || !this.#hasUnread) return undefined;
		const left = new AbortController();
		void untrack(() => this.#mark(left.signal));
		return () => left.abort();
	}

	/** It moves back where I have said, here or on another device, that messages are unread. */
	#moved(position: number): void {
		if (position < this.#before) keptUnread.set(this.#id, position);
		if (keptUnread.get(this.#id) === position) this.#online(position);
		this.#before = position;
	}

	#lookAway(): void {
		if (!this.#unread && this.#conversation) this.#online(this.#conversation.last_seq);
	}

	/** Tells the server how far I see now, again until it has answered. */
	async #mark(left: AbortSignal): Promise<void> {
		for (let wait_ms = gather_ms; ; wait_ms = Math.min(wait_ms * 2, wait_cap_ms)) {
			await pause(wait_ms, left);
			if (left.aborted) return;
			const isMarked = await client.reads.mark(this.#id, this.#seen).then(
				() => true,
				() => false,
			);
			if (isMarked) return;
		}
	}
}
