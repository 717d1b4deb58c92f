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
export async function markRead(
	workspace: WorkspaceState,
	{ title, conversation, thread, read_seq, last_seq }: UnreadEntry,
) {
	try {
		if (thread) return void (await client.threads.markRead(thread.root_message_id, last_seq));
		const { id } = conversation!;
		keptUnread.delete(id);
		await client.reads.mark(id, last_seq);
		dismissed.set(id, last_seq);
		closeLast?.();
		const undo = () => {
			dismissed.delete(id);
			client.reads
				.setAll(workspace.workspace.id, [{ scope_id: id, last_read_seq: read_seq }])
				.catch((error: unknown) => toast.error(strings.undoFailed(errorText(error))));
		};
		toast.undo(strings.markedRead(title), { undo, life_ms: undo_ms });
		closeLast = toast.list.at(-1)!.close;
	} catch (error) {
		toast.error(strings.markReadFailed(errorText(error)));
	}
}
