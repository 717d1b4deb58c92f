import {
	conversationOf,
	isConnectionError,
	seqOf,
	type Message,
	type ReadPosition,
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
	const [id, seq] = [conversationOf(message), seqOf(message)];
	keptUnread.set(id, seq - 1);
	dismissed.delete(id);
	client.reads.markUnread(id, seq).catch((error: unknown) => {
		keptUnread.delete(id);
		toast.error(strings.markUnreadFailed(errorText(error)));
	});
}

/** @returns what was unread, in parts of as many conversations as one request takes */
async function markAll(id: WorkspaceId): Promise<ReadPosition[][]> {
	const { previous, has_more } = await client.reads.markAll(id);
	if (previous.length === 0) return [];
	return [previous, ...(has_more ? await markAll(id) : [])];
}

/** At once; for a while that can be undone. */
export async function markAllRead({ workspace, mine }: WorkspaceState): Promise<void> {
	const before = mine.map(({ id, last_seq }) => [id, last_seq] as const);
	try {
		const previous = await markAll(workspace.id);
		if (previous.length === 0) return toast.note(strings.nothingUnread);
		for (const [id, last_seq] of before) dismissed.set(id, last_seq);
		toast.undo(strings.allRead, { undo: () => void undo(), life_ms: undo_all_ms });

		async function undo() {
			for (const { scope_id } of previous.flat()) dismissed.delete(scope_id);
			const sets = previous.map((positions) => client.reads.setAll(workspace.id, positions));
			await Promise.all(sets).catch((error: unknown) => toast.error(strings.undoFailed(errorText(error))));
		}
	} catch (error) {
		// without an answer it may be done: then the events tell it
		toast.error(isConnectionError(error) ? strings.mayBeAllRead : strings.markAllReadFailed(errorText(error)));
	}
}
