import { pause, seqOf, type ConversationId, type MessageId, type Timeline, type User } from "@clickclack/sdk";
import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { attention } from "./attention.svelte.ts";
import { isNewTo } from "./unread.ts";

/** Up to where I have said that a conversation is read, be it seen or not: nothing has to lead there any more. */
export const dismissed = new SvelteMap<ConversationId, number>();

/** Where I have said that the unread messages of the conversation or thread that is open begin: it stays so until I leave. */
export const keptUnread = new SvelteMap<ConversationId | MessageId, number>();

const gather_ms = 400;
const wait_cap_ms = 15_000;

/** A conversation or a thread, to me. */
export interface ReadingPlace {
	/** of the conversation, or of the thread's root */
	readonly id: ConversationId | MessageId;
	readonly me: User;
	/** what is loaded of it */
	readonly page: Timeline | undefined;
	/** undefined while it is not known, and where nothing waits for me */
	readonly standing: { position: number; unread: number; end: number } | undefined;
	/** Tells the server; the event about it moves the position here too. */
	mark(seq: number): Promise<unknown>;
}

/** How far I have read in what is open: tells the server, and says where the line "New" goes meanwhile. */
export class Reading {
	readonly #place: ReadingPlace;
	/** It comes after this seq: where I looked away, or have said that messages are unread. */
	readonly #online: (seq: number) => void;
	/** Up to here everything was on the screen that I had not read, without a gap. */
	#seen = 0;
	/** Everything up to the end was. */
	#isAllSeen = $state(false);
	#before: number | undefined;
	readonly #hasUnread = $derived.by(() => (this.#place.standing?.unread ?? 0) > 0);
	readonly #position = $derived.by(() => this.#place.standing?.position);

	constructor(place: ReadingPlace, online: (seq: number) => void) {
		this.#place = place;
		this.#online = online;
		keptUnread.delete(place.id);
		this.#before = this.#position;
	}

	/**
	 * These messages are on the screen. What came before them and never was is not read, though it is above them.
	 * @param isEnd the end is in view: the messages in view are the last ones, or will be in a moment
	 */
	see({ from, to }: { from: number; to: number }, isEnd: boolean): void {
		const { page, me } = this.#place;
		const last = page?.messages.at(-1);
		if (!attention.isHere || !page || !last || to < from) return;
		const [end, height] = [seqOf(last), to - from];
		const view = isEnd ? { from: Math.max(from, end - height), to: end } : { from, to };
		const seen = Math.max(this.#seen, this.#position ?? 0);
		const next = page.messages.find((message) => seqOf(message) > seen && isNewTo(message, me));
		const isLoaded = seqOf(page.messages[0]!) <= seen + 1;
		if (isLoaded && (!next || (seqOf(next) >= view.from && seqOf(next) <= view.to)))
			this.#seen = Math.max(seen, Math.min(next ? view.to : end, end));
		this.#isAllSeen = this.#seen >= end && !page.has_newer;
	}

	/**
	 * While the end is in view, what was on the screen up to it is read. To be called in an effect, which runs again as the
	 * position moves and not with each message, and ends with what is returned.
	 */
	follow(isEndInView: boolean): (() => void) | undefined {
		if (!attention.isHere) untrack(() => this.#lookAway());
		const position = this.#position;
		untrack(() => this.#moved(position));
		const isRead = isEndInView && this.#isAllSeen && !keptUnread.has(this.#place.id);
		if (!attention.isHere || !isRead || !this.#hasUnread) return undefined;
		const left = new AbortController();
		void untrack(() => this.#mark(left.signal));
		return () => left.abort();
	}

	/** It moves back where I have said, here or on another device, that messages are unread, and on where I have read them after all. */
	#moved(position: number | undefined): void {
		const { id } = this.#place;
		if (position !== undefined && position < (this.#before ?? 0)) keptUnread.set(id, position);
		if (position !== undefined && position > (this.#before ?? Infinity)) keptUnread.delete(id);
		if (position !== undefined && keptUnread.get(id) === position) this.#online(position);
		this.#before = position;
	}

	#lookAway(): void {
		const { standing } = this.#place;
		if (standing && standing.unread === 0) this.#online(standing.end);
	}

	/** Tells the server how far I see now, again until it has answered. */
	async #mark(left: AbortSignal): Promise<void> {
		for (let wait_ms = gather_ms; ; wait_ms = Math.min(wait_ms * 2, wait_cap_ms)) {
			await pause(wait_ms, left);
			if (left.aborted) return;
			const isMarked = await this.#place.mark(this.#seen).then(
				() => true,
				() => false,
			);
			if (isMarked) return;
		}
	}
}
