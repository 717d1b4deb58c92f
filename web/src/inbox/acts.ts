import type { ConversationId } from "@clickclack/sdk";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { dismissed, keptUnread } from "../state/reads.svelte.ts";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/inbox-parts.ts";
import type { UnreadEntry } from "./entries.ts";

const undo_ms = 8_000;
/** Ends the offer to undo what came before: one at a time is enough. */
let closeLast: (() => void) | undefined;

/** Everything that was there when it was pressed, be it seen or not. The events move the position here too. */
export async function markRead(workspace: WorkspaceState, entry: UnreadEntry): Promise<void> {
	const { title, conversation, thread, read_seq, last_seq } = entry;
	try {
		if (thread) await client.threads.markRead(thread.root_message_id, last_seq);
		else if (conversation) {
			keptUnread.delete(conversation.id);
			await client.reads.mark(conversation.id, last_seq);
			dismissed.set(conversation.id, last_seq);
			offerUndo(title, () => markAgain(workspace, conversation.id, read_seq));
		}
	} catch (error) {
		toast.error(strings.markReadFailed(errorText(error)));
	}
}

function offerUndo(title: string, undo: () => void): void {
	closeLast?.();
	toast.undo(strings.markedRead(title), { undo, life_ms: undo_ms });
	closeLast = toast.list.at(-1)?.close;
}

/** As far as it was read before. */
function markAgain({ workspace }: WorkspaceState, scope_id: ConversationId, last_read_seq: number): void {
	dismissed.delete(scope_id);
	client.reads
		.setAll(workspace.id, [{ scope_id, last_read_seq }])
		.catch((error: unknown) => toast.error(strings.undoFailed(errorText(error))));
}
