import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { type Before, offerUndo } from "../state/read-acts.ts";
import { dismissed } from "../state/reads.svelte.ts";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/inbox-parts.ts";
import type { UnreadEntry } from "./entries.ts";

/** Ends the offer to undo what came before: one at a time is enough. */
let closeLast: (() => void) | undefined;

/** Everything that was there when it was pressed, be it seen or not. The events move the position here too. */
export async function markRead({ workspace }: WorkspaceState, entry: UnreadEntry): Promise<void> {
	const { title, conversation, thread, read_seq: last_read_seq, last_seq } = entry;
	const before: Before = { previous: [], previous_threads: [] };
	try {
		if (thread) {
			const { root_message_id } = thread;
			await client.threads.markRead(root_message_id, last_seq);
			before.previous_threads.push({ root_message_id, last_read_seq });
		} else if (conversation) {
			const { id } = conversation;
			await client.reads.mark(id, last_seq);
			dismissed.set(id, last_seq);
			before.previous.push({ scope_id: id, last_read_seq });
		}
	} catch (error) {
		return toast.error(strings.markReadFailed(errorText(error)));
	}
	closeLast?.();
	closeLast = offerUndo(strings.markedRead(title), workspace.id, [before]);
}
