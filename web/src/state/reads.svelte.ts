import { pause, type Conversation } from "@clickclack/sdk";
import { untrack } from "svelte";
import { client } from "../client.ts";
import { attention } from "./attention.svelte.ts";
import { unreadIn } from "./unread.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

const gather_ms = 400;
const wait_cap_ms = 15_000;

/** How far I have read in the conversation that is open: tells the server, and says where the line "New" is. */
export class Reading {
	readonly #workspace: WorkspaceState;
	readonly #id: Conversation["id"];
	/** The last seq that was read when I came, or looked away; what is after it is new until I leave. */
	line = $state<number>();
	readonly #hasUnread = $derived.by(() => this.#unread > 0);
	readonly #position = $derived.by(() => this.#conversation?.last_read_seq);

	constructor(workspace: WorkspaceState, id: Conversation["id"]) {
		this.#workspace = workspace;
		this.#id = id;
		if (this.#unread) this.line = this.#conversation?.last_read_seq;
	}

	get #conversation() {
		return this.#workspace.conversation(this.#id);
	}

	get #unread(): number {
		return this.#conversation ? unreadIn(this.#conversation) : 0;
	}

	/**
	 * While the end of the conversation is in view, what is there is read. To be called in an effect, which runs again as
	 * the position moves and not with each message, and ends with what is returned.
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
		if (!this.#unread) this.line = this.#conversation?.last_seq;
	}

	/** Tells the server how far I see now, again until it has answered. */
	async #mark(left: AbortSignal): Promise<void> {
		for (let wait_ms = gather_ms; ; wait_ms = Math.min(wait_ms * 2, wait_cap_ms)) {
			const seq = this.#conversation?.last_seq;
			await pause(wait_ms, left);
			if (left.aborted || seq === undefined) return;
			const isMarked = await client.reads.mark(this.#id, seq).then(
				() => true,
				() => false,
			);
			if (isMarked) return;
		}
	}
}
