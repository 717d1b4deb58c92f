import {
	isPassing,
	isRequestError,
	pause,
	type ConversationId,
	type MessageId,
	type TopicId,
	type Upload,
	type WorkspaceId,
} from "@clickclack/sdk";
import { errorText } from "../errors.ts";
import { alone } from "../store/lock.ts";
import { WrittenMap } from "../store/written-map.svelte.ts";
import { written } from "../store/written.ts";
import * as strings from "../strings/state.ts";
import { takeTopic } from "./chosen-topics.svelte.ts";
import type { Quote } from "./quote.ts";
import { post } from "./sender.ts";
import { toast } from "./toasts.svelte.ts";

/** A message that is being sent. */
export interface Send {
	nonce: string;
	workspace_id: WorkspaceId;
	conversation_id: ConversationId;
	/** of a reply: the root of its thread */
	root_id?: MessageId | undefined;
	/** of a reply: also as a message of the conversation */
	also_send?: boolean | undefined;
	topic_id?: TopicId | undefined;
	body: string;
	/** of the draft that it was: the server deletes it */
	draft_version?: number | undefined;
	quote?: Quote | undefined;
	/** files that the server has */
	attachments?: Upload[] | undefined;
	/** ms since 1970, different for each: the order of sending */
	sent_at: number;
	/** why the server refused it; absent while it is on its way */
	failure?: string;
}

/** Where something is said: a conversation, or a thread in it. */
export type Address = Pick<Send, "workspace_id" | "conversation_id" | "root_id" | "also_send" | "draft_version">;

const wait_base_ms = 1_000;
const wait_cap_ms = 15_000;
/** A tab sends what it was given; after so long another one does, because it may have been closed. */
const others_after_ms = 5_000;

/** The timeline in which messages to an address appear. */
export const timelineKey = ({ root_id, conversation_id }: Address): string => root_id ?? conversation_id;

/**
 * Messages that the server has not acknowledged. Each timeline's are sent one after the other, in order, again and again
 * with the same nonce until there is an answer; they outlive the page. All tabs have them, and one at a time sends.
 */
export class Outbox {
	readonly #post: (send: Send) => Promise<void>;
	readonly #sends = new WrittenMap<Send>("outbox", (send) => void this.#drainLater(send));
	/** nonces of what this tab was given */
	readonly #mine = new Set<string>();
	readonly #draining = new Set<string>();
	/** nonces of what there is no place for any more */
	readonly #returned = new Set<string>();
	#last = 0;
	#isOpen = false;
	#wake = new AbortController();

	/** @param post sends one message to the server */
	constructor(post: (send: Send) => Promise<void>) {
		this.#post = post;
		addEventListener("online", () => this.wake());
	}

	/** Sends what is there: what an earlier page has left, or what was written while it was closed. */
	open(): void {
		this.#isOpen = true;
		this.wake();
		for (const send of this.#sends.values()) void this.#drain(timelineKey(send));
	}

	/** Nothing goes out until its author is back: another person may sign in first. */
	close(): void {
		this.#isOpen = false;
	}

	/** Those that are being sent to a timeline, or to what is shown of a topic in it, in order. */
	of(key: string): Send[] {
		return this.#sends
			.values()
			.filter((send) => timelineKey(send) === key || `${send.topic_id} ${send.conversation_id}` === key)
			.toSorted((a, b) => a.sent_at - b.sent_at);
	}

	/** @param nonce of the draft: two tabs may send it, and it is one message */
	send(address: Address, body: string, nonce: string, beside: Pick<Send, "quote" | "attachments"> = {}): void {
		const sent_at = (this.#last = Math.max(Date.now(), this.#last + 1));
		const topic_id = takeTopic(timelineKey(address));
		const send: Send = { ...address, ...beside, topic_id, nonce, body, sent_at };
		this.#mine.add(nonce);
		this.#sends.set(nonce, send);
		void this.#drain(timelineKey(send));
	}

	retry({ failure: _, ...send }: Send): void {
		this.#sends.set(send.nonce, send);
		void this.#drain(timelineKey(send));
	}

	/** For a conversation that was deleted: the server refuses each, and its author gets the text back. */
	retryIn(conversation_id: ConversationId): void {
		for (const send of this.#sends.values()) if (send.conversation_id === conversation_id) this.retry(send);
	}

	discard(send: Send): void {
		this.#sends.delete(send.nonce);
	}

	/** The connection is back: what waits to be tried again is tried now. */
	wake(): void {
		this.#wake.abort();
		this.#wake = new AbortController();
	}

	/** The conversation that it was for no longer exists: the text is kept, and offered again, until its author has it or wants it no more. */
	#giveBack(send: Send): void {
		this.#returned.add(send.nonce);
		const copy = { label: strings.copyText, run: () => this.#copy(send) };
		toast.offer(strings.notSent, copy, () => this.discard(send));
	}

	#copy(send: Send): void {
		navigator.clipboard.writeText(send.body).then(
			() => this.discard(send),
			() => this.#giveBack(send),
		);
	}

	async #drainLater(send: Send): Promise<void> {
		await pause(others_after_ms);
		await this.#drain(timelineKey(send));
	}

	async #drain(key: string): Promise<void> {
		if (this.#draining.has(key)) return;
		this.#draining.add(key);
		for (let attempt = 0; ;) {
			const isDone = await alone(`outbox.${key}`, () => this.#sendFirst(key));
			if (isDone === undefined) break;
			attempt = isDone ? 0 : attempt + 1;
			if (attempt > 0) await pause(Math.min(wait_cap_ms, wait_base_ms * 2 ** (attempt - 1)), this.#wake.signal);
		}
		this.#draining.delete(key);
	}

	/** @returns whether the next may go; undefined when there is none */
	async #sendFirst(key: string): Promise<boolean | undefined> {
		const send = this.of(key).find((next) => next.failure === undefined && !this.#returned.has(next.nonce));
		if (!send) return undefined;
		if (!this.#isOpen) return false;
		if (!this.#mine.has(send.nonce) && (await this.#sends.isGone(send.nonce))) return true;
		const isDone = await this.#attempt(send);
		await written();
		return isDone;
	}

	/** @returns whether the next may go: this one arrived, or was refused for good */
	async #attempt(send: Send): Promise<boolean> {
		try {
			await this.#post(send);
			this.#sends.delete(send.nonce);
			return true;
		} catch (error) {
			// Signed out meanwhile: it is sent when its author is back.
			if (isPassing(error) || isRequestError(error, "unauthorized")) return false;
			// not one of its files, of which its author is told
			const isGone = isRequestError(error, "not_found") && error.message !== "upload not found";
			if (isGone) this.#giveBack(send);
			// its topic may have been archived or deleted after it was chosen: what was said does not depend on that
			else if (send.topic_id && isRequestError(error, "invalid_request"))
				this.#sends.set(send.nonce, { ...send, topic_id: undefined });
			else this.#sends.set(send.nonce, { ...send, failure: errorText(error) });
			return true;
		}
	}
}

export const outbox = new Outbox(post);
