import { shownIn, type ConversationId, type ListedReminder, type MessageId, type MyThread } from "@clickclack/sdk";
import { conversationPath, threadPath } from "../routes.ts";
import { isDirect, type Conversation } from "../state/conversations.ts";
import type { CountedThread } from "../state/followed.svelte.ts";
import { placeOf } from "../state/titles.ts";
import { callsIn, waitingIn } from "../state/unread.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/inbox-parts.ts";

/** What waits for me in a conversation, or in a thread that I follow. */
export interface UnreadEntry {
	key: ConversationId | MessageId;
	/** undefined for a thread in a conversation that is not listed here */
	conversation: Conversation | undefined;
	thread?: MyThread;
	title: string;
	path: string;
	unread: number;
	/** how many of them mention me */
	mentions: number;
	/** how far I have read, and where it ends */
	read_seq: number;
	last_seq: number;
}

/** What I wanted to be reminded of by now. */
export interface DueEntry {
	key: string;
	reminder: ListedReminder;
}
export type Entry = UnreadEntry | DueEntry;

export const isDue = (entry: Entry): entry is DueEntry => "reminder" in entry;

export const dueOf = (reminders: ListedReminder[] = []): DueEntry[] =>
	reminders.filter((one) => one.is_due).map((reminder) => ({ key: `reminder ${reminder.message_id}`, reminder }));

/** Conversations and threads, as the sidebar counts them. */
export const unreadEntriesIn = (workspace: WorkspaceState): UnreadEntry[] => [
	...workspace.mine.filter((one) => waitingIn(one) > 0).map((one) => entryOf(workspace, one)),
	...(workspace.followed?.counted ?? [])
		.filter((thread) => shownIn(thread) > 0)
		.map((thread) => threadEntry(workspace, thread)),
];

function entryOf({ me }: WorkspaceState, conversation: Conversation): UnreadEntry {
	return {
		key: conversation.id,
		conversation,
		title: placeOf(conversation, me.user.id),
		path: conversationPath(conversation),
		unread: waitingIn(conversation),
		mentions: callsIn(conversation) && conversation.mention_count,
		read_seq: conversation.last_read_seq,
		last_seq: conversation.last_seq,
	};
}

function threadEntry(workspace: WorkspaceState, thread: CountedThread): UnreadEntry {
	const conversation = workspace.conversation(thread.id);
	return {
		key: thread.root_message_id,
		conversation,
		thread,
		title: strings.threadIn(conversation ? placeOf(conversation, workspace.me.user.id) : ""),
		path: threadPath({ workspace_id: workspace.workspace.id, id: thread.root_message_id }),
		unread: shownIn(thread),
		mentions: callsIn(thread) && thread.mention_count,
		read_seq: thread.last_read_seq,
		last_seq: thread.last_reply_seq,
	};
}

/** Mentions come first, then direct messages, threads and channels. */
function rank({ mentions, thread, conversation }: UnreadEntry): number {
	if (mentions > 0) return 0;
	if (thread) return 2;
	return conversation && isDirect(conversation) ? 1 : 3;
}

/** Within a kind the newest is first; what has no time yet keeps its place after them. */
export const inOrder = (entries: UnreadEntry[], timeOf: (entry: UnreadEntry) => string): UnreadEntry[] =>
	entries
		.map((entry) => ({ entry, rank: rank(entry), time: timeOf(entry) }))
		.toSorted((a, b) => a.rank - b.rank || Number(b.time > a.time) - Number(b.time < a.time))
		.map(({ entry }) => entry);
