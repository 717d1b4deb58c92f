import {
	conversationOf,
	isConnectionError,
	seqOf,
	type MarkAllRead,
	type MarkedAllRead,
	type Message,
	type WorkspaceId,
} from "@clickclack/sdk";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import * as strings from "../strings/reading.ts";
import type { Conversation } from "./conversations.ts";
import { dismissed, keptUnread } from "./reads.svelte.ts";
import { toast, undo_longer_ms } from "./toasts.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** Everything in a conversation, be it seen or not. The event moves the position here too. */
export function markRead({ id, last_seq }: Conversation): void {
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

/** How far it was read, as one request answers that. */
export type Before = Omit<MarkedAllRead, "has_more">;

/** @returns what ends the offer to set that back */
export function offerUndo(words: string, id: WorkspaceId, parts: Before[]): () => void {
	async function undo() {
		for (const { scope_id } of parts.flatMap(({ previous }) => previous)) dismissed.delete(scope_id);
		const sets = parts.map((one) => client.reads.setAll(id, one.previous, one.previous_threads));
		await Promise.all(sets).catch((error: unknown) => toast.error(strings.undoFailed(errorText(error))));
	}
	return toast.undo(words, { undo: () => void undo(), life_ms: undo_longer_ms });
}

const isEmpty = ({ previous, previous_threads }: Before): boolean => previous.length + previous_threads.length === 0;

/**
 * In parts of as many conversations and threads as one request takes; when one fails, those before it can be undone.
 * @returns whether none has failed
 */
async function markAll(id: WorkspaceId, what: MarkAllRead, words: string): Promise<boolean> {
	const parts: Before[] = [];
	try {
		for (let hasMore = true; hasMore;) {
			const part = await client.reads.markAll(id, what);
			if (!isEmpty(part)) parts.push(part);
			hasMore = part.has_more && !isEmpty(part);
		}
		if (parts.length > 0) offerUndo(words, id, parts);
		else toast.note(strings.nothingUnread);
		return true;
	} catch (error) {
		if (parts.length > 0) offerUndo(strings.partlyRead(errorText(error)), id, parts);
		// without an answer it may be done: then the events tell it
		else toast.error(isConnectionError(error) ? strings.mayBeAllRead : strings.markAllReadFailed(errorText(error)));
		return false;
	}
}

/** At once; for a while that can be undone. */
export async function markAllRead({ workspace, mine }: WorkspaceState): Promise<void> {
	const ends = mine.map(({ id, last_seq }) => [id, last_seq] as const);
	if (await markAll(workspace.id, {}, strings.allRead)) for (const [id, last_seq] of ends) dismissed.set(id, last_seq);
}

/** Those that I follow. The server knows how far each is read; here it may be behind. */
export const markThreadsRead = ({ workspace }: WorkspaceState): Promise<unknown> =>
	markAll(workspace.id, { only: "threads" }, strings.threadsRead);
