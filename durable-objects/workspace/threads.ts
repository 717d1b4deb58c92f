import {
	ChatError,
	type EventOf,
	type Message,
	type MessageId,
	type Thread,
	type ThreadState,
	type UserId,
	type Window,
} from "@clickclack/protocol";
import { permit } from "./access.ts";
import { type MessageRow, isReply, messageRow, rootId, toMessage, toMyMessage, visibleMessage } from "./messages.ts";
import { type Sending, alreadySent, append } from "./sending.ts";
import { edges, windowOn } from "./timelines.ts";
import type { Read, Write } from "./transaction.ts";

const shown_authors = 3;

const lastAuthors = (root: MessageRow): UserId[] => JSON.parse(root.last_reply_author_ids_json ?? "[]") as UserId[];

export function toThreadState(root: MessageRow): ThreadState {
	return {
		root_message_id: root.id,
		reply_count: root.reply_count,
		...(root.last_reply_at !== null && { last_reply_at: root.last_reply_at }),
		last_reply_author_ids: lastAuthors(root),
	};
}

/** A reply's id answers its whole thread. */
export function getThread(
	tx: Read,
	{ message_id, latest, ...window }: Window & { message_id: MessageId; latest?: "true" | "false" },
): Thread {
	const { row } = visibleMessage(tx, message_id);
	const root = messageRow(tx, rootId(row))!;
	const { before_seq, around_seq, after_seq } = window;
	const isEarliest = latest !== "true" && (before_seq ?? around_seq ?? after_seq) === undefined;
	const found = windowOn(tx, root.id, isEarliest ? { ...window, after_seq: 0 } : window);
	return {
		root: toMyMessage(tx, root),
		replies: found.rows.map((reply) => toMyMessage(tx, reply)),
		thread_state: toThreadState(root),
		...edges(found),
	};
}

export interface Replied {
	message: Message;
	thread_state: ThreadState;
	events?: [EventOf<"thread.reply_created">, EventOf<"thread.state_updated">];
}

/** One level deep, on purpose. */
export function replyInThread(tx: Write, { message_id, ...sending }: Sending & { message_id: MessageId }): Replied {
	const { row: root, channel } = visibleMessage(tx, message_id);
	if (isReply(root)) throw new ChatError("invalid_request", "nested thread replies are not supported");
	const sent = alreadySent(tx, root.id, sending);
	if (sent) return { message: toMyMessage(tx, sent), thread_state: toThreadState(root) };
	permit(tx, "post here", channel);
	const row = append(tx, channel, root.id, sending);
	const message = toMessage(tx, row, []);
	const { nonce, correlation_id } = sending;
	const created = tx.emit({
		type: "thread.reply_created",
		audience: { channel_id: channel.id },
		channel_id: channel.id,
		ids: { message_id: row.id, root_message_id: root.id, nonce, correlation_id },
		resource: { message },
	});
	const updated = announce(tx, countReply(tx, root));
	return { message, thread_state: updated.payload.thread_state, events: [created, updated] };
}

/** The thread as it stands, of the replies that were not deleted. */
export function recountReplies(tx: Write, root_id: MessageId): void {
	const root = messageRow(tx, root_id)!;
	const replies = tx.sql<MessageRow>`
		SELECT author_id, created_at FROM messages WHERE timeline_id = ${root_id} AND deleted_at IS NULL ORDER BY seq DESC`;
	const authors = [...new Set(replies.map((reply) => reply.author_id))].slice(0, shown_authors);
	announce(tx, putState(tx, root, replies.length, replies[0]?.created_at ?? null, authors));
}

function countReply(tx: Write, root: MessageRow): MessageRow {
	const others = lastAuthors(root).filter((user_id) => user_id !== tx.me.user_id);
	return putState(tx, root, root.reply_count + 1, tx.now, [tx.me.user_id, ...others].slice(0, shown_authors));
}

function putState(tx: Write, root: MessageRow, count: number, at: string | null, authors: UserId[]): MessageRow {
	const row = { ...root, reply_count: count, last_reply_at: at, last_reply_author_ids_json: JSON.stringify(authors) };
	tx.sql`UPDATE messages SET reply_count = ${count}, last_reply_at = ${at},
		last_reply_author_ids_json = ${row.last_reply_author_ids_json} WHERE num = ${root.num}`;
	return row;
}

function announce(tx: Write, root: MessageRow): EventOf<"thread.state_updated"> {
	const { id: root_message_id, channel_id } = root;
	const resource = { thread_state: toThreadState(root) };
	return tx.emit({
		type: "thread.state_updated",
		audience: { channel_id },
		channel_id,
		ids: { root_message_id },
		resource,
	});
}
