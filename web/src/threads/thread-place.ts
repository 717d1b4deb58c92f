import type { MessageId } from "@clickclack/sdk";
import { client } from "../client.ts";
import type { ReadingPlace } from "../state/reads.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import type { ThreadState } from "./thread.svelte.ts";

/** A thread, as a place that one reads in. Who does not follow it has no position there. */
export const threadPlace = (workspace: WorkspaceState, thread: ThreadState, id: MessageId): ReadingPlace => ({
	id,
	get me() {
		return workspace.me.user;
	},
	get page() {
		return thread.replies.page;
	},
	get standing() {
		const { mine } = thread;
		return mine?.is_following
			? { position: mine.last_read_seq, unread: mine.unread_count, end: mine.last_reply_seq }
			: undefined;
	},
	mark: (seq) => client.threads.markRead(id, seq),
});
