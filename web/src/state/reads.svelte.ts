import { pause } from "@clickclack/sdk";
import { untrack } from "svelte";
import { client } from "../client.ts";
import { attention } from "./attention.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

const gather_ms = 400;
const wait_cap_ms = 15_000;

/** How far one has read in the channel that is open: tells the server, and draws the line "New". */
export class Reading {
	readonly #workspace: WorkspaceState;
	readonly #channel_id: string;
	/** The last seq that was read when one came, or looked away; what is after it is new until one leaves. */
	line = $state<number>();
	readonly #hasUnread = $derived.by(() => Boolean(this.#channel?.unread_count));
	readonly #position = $derived.by(() => this.#channel?.last_read_seq);

	constructor(workspace: WorkspaceState, channel_id: string) {
		this.#workspace = workspace;
		this.#channel_id = channel_id;
		if (this.#channel?.unread_count) this.line = this.#channel.last_read_seq;
	}

	get #channel() {
		return this.#workspace.channel(this.#channel_id);
	}

	/**
	 * While the end of the channel is in view: what somebody looks at is read. To be called in an effect, which runs again
	 * as the position moves and not with each message, and ends with what is returned.
	 */
	follow(isEndInView: boolean): (() => void) | undefined {
		if (!attention.isHere) untrack(() => this.#lookAway());
		void this.#position;
		if (!attention.isHere || !isEndInView || !this.#hasUnread) return undefined;
		const left = new AbortController();
		void untrack(() => this.#mark(left.signal));
		return () => left.abort();
	}

	#lookAway(): void {
		if (this.#channel?.unread_count === 0) this.line = this.#channel.last_seq;
	}

	/** Tells how far one sees now, until the server knows. */
	async #mark(left: AbortSignal): Promise<void> {
		for (let wait_ms = gather_ms; ; wait_ms = Math.min(wait_ms * 2, wait_cap_ms)) {
			const seq = this.#channel?.last_seq;
			await pause(wait_ms, left);
			if (left.aborted || seq === undefined) return;
			const isMarked = await client.reads.mark(this.#channel_id, seq).then(
				() => true,
				() => false,
			);
			if (isMarked) return;
		}
	}
}
