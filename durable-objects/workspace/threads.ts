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
import {
	type MessageRow,
	type Sending,
	alreadySent,
	append,
	isReply,
	messageRow,
	rootId,
	toMessage,
	toMyMessage,
	visibleMessage,
} from "./messages.ts";
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
	const thread_state = toThreadState(countReply(tx, root));
	const message = toMessage(tx, row);
	const place = { audience: { channel_id: channel.id }, channel_id: channel.id };
	const root_message_id = root.id;
	const { nonce, correlation_id } = sending;
	const created = tx.emit({
		type: "thread.reply_created",
		...place,
		mentioned_user_ids: message.mentioned_user_ids,
		ids: { message_id: row.id, root_message_id, nonce, correlation_id },
		resource: { message },
	});
	const updated = tx.emit({
		type: "thread.state_updated",
		...place,
		ids: { root_message_id },
		resource: { thread_state },
	});
	return { message, thread_state, events: [created, updated] };
}

function countReply(tx: Write, root: MessageRow): MessageRow {
	const others = lastAuthors(root).filter((user_id) => user_id !== tx.me.user_id);
	const authors = JSON.stringify([tx.me.user_id, ...others].slice(0, shown_authors));
	const reply_count = root.reply_count + 1;
	tx.sql`UPDATE messages SET reply_count = ${reply_count}, last_reply_at = ${tx.now},
		last_reply_author_ids_json = ${authors} WHERE num = ${root.num}`;
	return { ...root, reply_count, last_reply_at: tx.now, last_reply_author_ids_json: authors };
}
