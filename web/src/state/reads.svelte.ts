import { untrack } from "svelte";
import { client } from "../client.ts";
import { attention } from "./attention.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

const gather_ms = 400;

/** How far one has read in the channel that is open: tells the server, and draws the line "New". */
export class Reading {
	readonly #workspace: WorkspaceState;
	readonly #channel_id: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The last seq that was read when one came, or looked away; what is after it is new until one leaves. */
	line = $state<number>();

	constructor(workspace: WorkspaceState, channel_id: string) {
		this.#workspace = workspace;
		this.#channel_id = channel_id;
		if (this.#channel?.unread_count) this.line = this.#channel.last_read_seq;
	}

	get #channel() {
		return this.#workspace.channels.get(this.#channel_id);
	}

	/** While the end of the channel is in view: what somebody looks at is read. To be called in an effect. */
	follow(isEndInView: boolean): void {
		if (!attention.isHere) return untrack(() => this.#lookAway());
		if (!isEndInView || !this.#channel?.unread_count || this.#timer !== undefined) return;
		this.#timer = setTimeout(() => void this.#mark(), gather_ms);
	}

	#lookAway(): void {
		if (this.#channel?.unread_count === 0) this.line = this.#channel.last_seq;
	}

	async #mark(): Promise<void> {
		this.#timer = undefined;
		const seq = this.#channel?.last_seq;
		if (seq === undefined || !attention.isHere) return;
		// Lost without harm: the next message marks further.
		await client.reads.mark(this.#channel_id, seq).catch(() => {});
	}
}
