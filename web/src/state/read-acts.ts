import {
	conversationOf,
	isConnectionError,
	seqOf,
	type MarkedAllRead,
	type Message,
	type WorkspaceId,
} from "@clickclack/sdk";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import * as strings from "../strings/reading.ts";
import type { Conversation } from "./conversations.ts";
import { dismissed, keptUnread } from "./reads.svelte.ts";
import { toast } from "./toasts.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

const undo_all_ms = 8_000;

/** Everything in a conversation, be it seen or not. The event moves the position here too. */
export function markRead({ id, last_seq }: Conversation): void {
	keptUnread.delete(id);
	client.reads.mark(id, last_seq).then(
		() => dismissed.set(id, last_seq),
		(error: unknown) => toast.error(strings.markReadFailed(errorText(error))),
	);
}

/** From this message on: it stays so while I look at it, until I come back. */
export function markUnread(message: Message): void {
	const { parent_message_id: root } = message;
	const [id, seq] = [conversationOf(message), seqOf(message)];
	keptUnread.set(root ?? id, seq - 1);
	if (!root) dismissed.delete(id);
	const told: Promise<unknown> = root ? client.threads.markUnread(root, seq) : client.reads.markUnread(id, seq);
	told.catch((error: unknown) => {
		keptUnread.delete(root ?? id);
		toast.error(strings.markUnreadFailed(errorText(error)));
	});
}

/** @returns what was unread, in parts of as many conversations and threads as one request takes */
async function markAll(id: WorkspaceId): Promise<MarkedAllRead[]> {
	const marked = await client.reads.markAll(id);
	if (marked.previous.length === 0 && marked.previous_threads.length === 0) return [];
	return [marked, ...(marked.has_more ? await markAll(id) : [])];
}

/** At once; for a while that can be undone. */
export async function markAllRead({ workspace, mine }: WorkspaceState): Promise<void> {
	const ends = mine.map(({ id, last_seq }) => [id, last_seq] as const);
	try {
		const before = await markAll(workspace.id);
		if (before.length === 0) return toast.note(strings.nothingUnread);
		for (const [id, last_seq] of ends) dismissed.set(id, last_seq);
		toast.undo(strings.allRead, { undo: () => void undo(), life_ms: undo_all_ms });

		async function undo() {
			for (const { scope_id } of before.flatMap((marked) => marked.previous)) dismissed.delete(scope_id);
			const sets = before.map((one) => client.reads.setAll(workspace.id, one.previous, one.previous_threads));
			await Promise.all(sets).catch((error: unknown) => toast.error(strings.undoFailed(errorText(error))));
		}
	} catch (error) {
		// without an answer it may be done: then the events tell it
		toast.error(isConnectionError(error) ? strings.mayBeAllRead : strings.markAllReadFailed(errorText(error)));
	}
}

/** Those that I follow, at once; for a while that can be undone. */
export async function markThreadsRead({ workspace, followed }: WorkspaceState): Promise<void> {
	const before = followed?.unreadOnes ?? [];
	const set = (to: "last_read_seq" | "last_reply_seq") => {
		const threads = before.map((one) => ({ root_message_id: one.root_message_id, last_read_seq: one[to] }));
		return client.reads.setAll(workspace.id, [], threads);
	};
	const undo = () => set("last_read_seq").catch((error: unknown) => toast.error(strings.undoFailed(errorText(error))));
	try {
		await set("last_reply_seq");
		toast.undo(strings.threadsRead, { undo: () => void undo(), life_ms: undo_all_ms });
	} catch (error) {
		toast.error(strings.markAllReadFailed(errorText(error)));
	}
}
