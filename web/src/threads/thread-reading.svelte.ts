import { pause, type MessageId } from "@clickclack/sdk";
import { untrack } from "svelte";
import { client } from "../client.ts";
import { attention } from "../state/attention.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import type { ThreadState } from "./thread.svelte.ts";

const gather_ms = 400;
const wait_cap_ms = 15_000;

/** How far I have read in the thread that is open: tells the server, and says where the line "New" is. */
export class ThreadReading {
	readonly #workspace: WorkspaceState;
	readonly #thread: ThreadState;
	readonly #root_id: MessageId;
	/** The last seq that was read when I came, or looked away; what is after it is new until I leave. */
	line = $state<number>();
	readonly #hasUnread = $derived.by(() => (this.#thread.mine?.unread_count ?? 0) > 0);
	readonly #position = $derived.by(() => this.#thread.mine?.last_read_seq);

	constructor(workspace: WorkspaceState, thread: ThreadState, root_id: MessageId) {
		this.#workspace = workspace;
		this.#thread = thread;
		this.#root_id = root_id;
		this.begin();
	}

	/** When it is known what the thread is to me. */
	begin(): void {
		const { mine } = this.#thread;
		if (this.line === undefined && mine?.unread_count) this.line = mine.last_read_seq;
	}

	/**
	 * While the end of the thread is in view, what is there is read. To be called in an effect, which runs again as the
	 * position moves and not with each reply, and ends with what is returned.
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
		const { mine } = this.#thread;
		if (mine?.is_following && mine.unread_count === 0) this.line = mine.last_reply_seq;
	}

	/** Tells the server how far I see now, again until it has answered. */
	async #mark(left: AbortSignal): Promise<void> {
		for (let wait_ms = gather_ms; ; wait_ms = Math.min(wait_ms * 2, wait_cap_ms)) {
			const seq = this.#thread.mine?.last_reply_seq;
			await pause(wait_ms, left);
			if (left.aborted || seq === undefined) return;
			const mine = await client.threads.markRead(this.#root_id, seq).catch(() => undefined);
			if (mine) return this.#workspace.followed?.noteRead(mine);
		}
	}
}
