import { conversationOf, type ConversationId } from "./conversations.ts";
import { most_counted_replies } from "./counting.ts";
import type { DurableEvent, FollowedThreads, Message, MessageId, MyThread, UserId } from "./types.ts";

/**
 * A client's copy of the threads that the caller follows, and of some that they do not: a list with the events since
 * applied to it. Values in the map are replaced, never changed. What the events do not tell stands in `unsure`: ask for
 * each (`threads.mine`) and `settleThread` it.
 */
export interface FollowedThreadList {
	cursor: string;
	me: UserId;
	threads: Map<MessageId, MyThread>;
	unsure: Set<MessageId>;
	/** there are more than the server lists: of an unknown thread with a new reply it is not known whether it is followed */
	has_more: boolean;
	/** all that the server listed had something unread, and there are more */
	has_more_unread: boolean;
	/** threads may have come back with their conversation: fetch the list anew */
	stale: boolean;
}

export function followedThreads(me: UserId, answer: FollowedThreads): FollowedThreadList {
	const flags = { has_more: false, has_more_unread: false, stale: false };
	const list = { cursor: "", me, threads: new Map(), unsure: new Set<MessageId>(), ...flags };
	resetThreads(list, answer);
	return list;
}

/** Replaces everything by a list as just fetched. */
export function resetThreads(list: FollowedThreadList, { cursor, threads, has_more }: FollowedThreads): void {
	const has_more_unread = has_more && threads.every(({ unread_count }) => unread_count > 0);
	Object.assign(list, { cursor, has_more, has_more_unread, stale: false });
	list.threads.clear();
	list.unsure.clear();
	for (const thread of threads) list.threads.set(thread.root_message_id, thread);
}

/** The thread that an event may change. */
export function threadOf({ type, payload }: DurableEvent): MessageId | undefined {
	if (type === "message.updated" || type === "message.deleted") return payload.message.parent_message_id;
	return "root_message_id" in payload ? payload.root_message_id : undefined;
}

/** Puts in a thread as just fetched. @param thread undefined when it does not exist for the caller */
export function settleThread(list: FollowedThreadList, id: MessageId, thread: MyThread | undefined): void {
	list.unsure.delete(id);
	if (thread) list.threads.set(id, thread);
	else list.threads.delete(id);
}

/** Applies one event. Idempotent: events up to the cursor are ignored. */
export function applyToThreads(list: FollowedThreadList, event: DurableEvent): void {
	if (event.cursor <= list.cursor) return;
	list.cursor = event.cursor;
	switch (event.type) {
		case "thread.reply_created":
			return noteReply(list, event.payload.message);
		case "thread.state_updated":
			return noteFirst(list, event.payload);
		case "message.updated":
		case "message.deleted":
			return noteChanged(list, event.payload.message);
		case "thread.followed":
			return void list.unsure.add(event.payload.root_message_id);
		case "thread.unfollowed":
			return unfollow(list, event.payload.root_message_id);
		case "thread.read":
			return moveTo(list, event.payload.root_message_id, event.payload.last_read_seq);
		case "channel.deleted":
			return forget(list, event.payload.channel_id);
		case "dm.closed":
			return forget(list, event.payload.direct_conversation_id);
		case "dm.opened":
			// in a new one there is no thread yet
			list.stale ||= event.payload.conversation.last_seq > 0;
			return;
		case "channel.member_left":
			if (event.payload.user_id === list.me) forget(list, event.payload.channel_id);
			return;
		case "channel.member_joined":
			list.stale ||= event.payload.user_id === list.me;
			return;
		case "channel.updated":
			list.stale ||= event.payload.reopened === true;
			if (event.payload.archived) forget(list, event.payload.channel_id);
	}
}

function noteReply(list: FollowedThreadList, reply: Message): void {
	const { thread_root_id: id, thread_seq: seq = 0, author_id, mentioned_user_ids } = reply;
	const known = list.threads.get(id);
	const [isMine, isToMe] = [author_id === list.me, mentioned_user_ids.includes(list.me)];
	const isFollowed = known?.is_following ?? false;
	// the caller begins to follow; who does so because they are mentioned is told
	if (!isFollowed && (isMine || (list.has_more && !known))) return void list.unsure.add(id);
	if (!known || seq <= known.last_reply_seq) return;
	const next = { ...known, last_reply_seq: seq };
	if (isFollowed && isMine && known.unread_count === 0) next.last_read_seq = seq;
	if (isFollowed && !isMine) {
		next.unread_count = Math.min(most_counted_replies, known.unread_count + 1);
		next.mention_count = Math.min(most_counted_replies, known.mention_count + (isToMe ? 1 : 0));
	}
	list.threads.set(id, next);
}

/** Whoever wrote the root follows the thread from its first reply on. */
function noteFirst(
	list: FollowedThreadList,
	{ root_message_id, root_author_id }: { root_message_id: MessageId; root_author_id?: UserId | undefined },
): void {
	if (root_author_id === list.me && !list.threads.has(root_message_id)) list.unsure.add(root_message_id);
}

/** An edit may mention the caller or no longer; what was deleted is not unread. */
function noteChanged(list: FollowedThreadList, message: Message): void {
	const { parent_message_id: id, thread_seq: seq = 0, author_id, mentioned_user_ids, deleted_at } = message;
	if (id === undefined || author_id === list.me) return;
	const known = list.threads.get(id);
	const isToMe = mentioned_user_ids.includes(list.me);
	const isUnread = known?.is_following === true && seq > known.last_read_seq;
	if (isUnread && (isToMe || known.mention_count > 0 || deleted_at !== undefined)) list.unsure.add(id);
}

function unfollow({ threads, unsure }: FollowedThreadList, id: MessageId): void {
	const known = threads.get(id);
	if (!known) return void unsure.add(id);
	threads.set(id, { ...known, is_following: false, last_read_seq: 0, unread_count: 0, mention_count: 0 });
}

/** Moves the caller's position, forward or back. */
function moveTo({ threads, unsure }: FollowedThreadList, id: MessageId, last_read_seq: number): void {
	const known = threads.get(id);
	if (known?.last_read_seq === last_read_seq) return;
	if (!known || last_read_seq < known.last_reply_seq) return void unsure.add(id);
	threads.set(id, { ...known, last_read_seq, unread_count: 0, mention_count: 0 });
}

/** Without the threads of a conversation that is not the caller's any more. */
function forget({ threads, unsure }: FollowedThreadList, place: ConversationId): void {
	for (const [id, thread] of threads) {
		if (conversationOf(thread) !== place) continue;
		threads.delete(id);
		unsure.delete(id);
	}
}
