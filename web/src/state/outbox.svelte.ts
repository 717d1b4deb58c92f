import { isPassing, isRequestError, pause, type DurableEvent } from "@clickclack/sdk";
import { client } from "../client.ts";
import { sentence } from "../ui/attempt.svelte.ts";
import { toast } from "../ui/toast.svelte.ts";
import { StoredMap } from "./stored.svelte.ts";

/** A message on its way. */
export interface Send {
	nonce: string;
	workspace_id: string;
	channel_id: string;
	/** of a reply: the root of its thread */
	root_id?: string;
	body: string;
	/** ms since 1970, different for each: the order of sending */
	sent_at: number;
	/** why the server refused it; absent while it is on its way */
	failure?: string;
}

export type Address = Pick<Send, "workspace_id" | "channel_id" | "root_id">;

const wait_base_ms = 1_000;
const wait_cap_ms = 15_000;

/** The timeline that a send will appear in. */
const keyOf = (send: Send) => send.root_id ?? send.channel_id;

/**
 * Messages that the server has not acknowledged. Each timeline's are sent one after the other, in order, again and again
 * with the same nonce until there is an answer; they outlive a reload.
 */
class Outbox {
	readonly #sends = new StoredMap<Send>("outbox");
	readonly #draining = new Set<string>();
	#last = 0;
	#wake = new AbortController();
	/** Takes what the server answered to a send. */
	deliver: (event: DurableEvent) => void = () => {};

	constructor() {
		addEventListener("online", () => this.wake());
	}

	open(user_id: string): void {
		this.#sends.open(user_id);
		for (const send of this.#sends.values()) void this.#drain(keyOf(send));
	}

	/** Those on their way to a timeline, in order. */
	of(key: string): Send[] {
		return this.#sends
			.values()
			.filter((send) => keyOf(send) === key)
			.toSorted((a, b) => a.sent_at - b.sent_at);
	}

	send(address: Address, body: string): void {
		const sent_at = (this.#last = Math.max(Date.now(), this.#last + 1));
		const nonce = `${sent_at}-${crypto.getRandomValues(new Uint32Array(3)).join("-")}`;
		const send: Send = { ...address, nonce, body, sent_at };
		this.#sends.set(nonce, send);
		void this.#drain(keyOf(send));
	}

	retry({ failure: _, ...send }: Send): void {
		this.#sends.set(send.nonce, send);
		void this.#drain(keyOf(send));
	}

	/** Of a channel that is gone: the server says so of each, and there is no place left to show that they failed. */
	retryIn(channel_id: string): void {
		for (const send of this.#sends.values()) if (send.channel_id === channel_id) this.retry(send);
	}

	discard(send: Send): void {
		this.#sends.delete(send.nonce);
	}

	/** The connection is back: whoever waits to try again does so now. */
	wake(): void {
		this.#wake.abort();
		this.#wake = new AbortController();
	}

	/** The place that it was for is not there any more. */
	#giveBack(send: Send): void {
		this.#sends.delete(send.nonce);
		const copy = { label: "Copy it", run: () => void navigator.clipboard.writeText(send.body) };
		toast.error("A message was not sent: its channel is not here any more.", copy);
	}

	async #drain(key: string): Promise<void> {
		if (this.#draining.has(key)) return;
		this.#draining.add(key);
		for (let attempt = 0; ;) {
			const send = this.of(key).find((next) => next.failure === undefined);
			if (!send) break;
			attempt = (await this.#attempt(send)) ? 0 : attempt + 1;
			if (attempt > 0) await pause(Math.min(wait_cap_ms, wait_base_ms * 2 ** (attempt - 1)), this.#wake.signal);
		}
		this.#draining.delete(key);
	}

	/** Answers whether the next may go: this one arrived, or was refused for good. */
	async #attempt(send: Send): Promise<boolean> {
		try {
			const events = await post(send);
			for (const event of events) this.deliver(event);
			this.#sends.delete(send.nonce);
			return true;
		} catch (error) {
			// Signed out meanwhile: it goes when its author is back.
			if (isPassing(error) || isRequestError(error, "unauthorized")) return false;
			if (isRequestError(error, "not_found")) this.#giveBack(send);
			else this.#sends.set(send.nonce, { ...send, failure: sentence(error) });
			return true;
		}
	}
}

/** The events of the answer; none when an earlier attempt had arrived after all: then the log has told them. */
async function post({ root_id, channel_id, body, nonce }: Send): Promise<DurableEvent[]> {
	if (root_id !== undefined) return (await client.threads.reply(root_id, { body, nonce })).events ?? [];
	const { event } = await client.messages.create(channel_id, { body, nonce });
	return event ? [event] : [];
}

export const outbox = new Outbox();
