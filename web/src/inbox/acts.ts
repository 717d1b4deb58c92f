import type { ReadPosition, ThreadPosition } from "@clickclack/sdk";
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
		if (thread) {
			const { root_message_id } = thread;
			await client.threads.markRead(root_message_id, last_seq);
			offerUndo(title, () => setBack(workspace, [], [{ root_message_id, last_read_seq: read_seq }]));
		} else if (conversation) {
			const { id } = conversation;
			keptUnread.delete(id);
			await client.reads.mark(id, last_seq);
			dismissed.set(id, last_seq);
			offerUndo(title, () => {
				dismissed.delete(id);
				setBack(workspace, [{ scope_id: id, last_read_seq: read_seq }], []);
			});
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
const setBack = ({ workspace }: WorkspaceState, positions: ReadPosition[], threads: ThreadPosition[]): void =>
	void client.reads
		.setAll(workspace.id, positions, threads)
		.catch((error: unknown) => toast.error(strings.undoFailed(errorText(error))));
