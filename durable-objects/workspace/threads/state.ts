import type { EventOf, MessageId, ThreadState, UserId } from "@clickclack/protocol";
import { countOf } from "../../ids.ts";
import { type MessageRow, messageRow } from "../messages/row.ts";
import { reindex } from "../search/indexing.ts";
import type { Read, Write } from "../transaction.ts";

const shown_authors = 3;

type ThreadRow = Pick<MessageRow, "id" | "reply_count" | "last_reply_at" | "last_reply_author_ids_json">;

const lastAuthors = (root: ThreadRow): UserId[] => JSON.parse(root.last_reply_author_ids_json ?? "[]") as UserId[];

export function toThreadState(root: ThreadRow): ThreadState {
	return {
		root_message_id: root.id,
		reply_count: root.reply_count,
		...(root.last_reply_at !== null && { last_reply_at: root.last_reply_at }),
		last_reply_author_ids: lastAuthors(root),
	};
}

/** Of an existing root; its text is not read. */
export function threadState({ sql }: Read, root_id: MessageId): ThreadState {
	const [root] = sql<Omit<ThreadRow, "id">>`
		SELECT reply_count, last_reply_at, last_reply_author_ids_json FROM messages WHERE num = ${countOf(root_id)}`;
	return toThreadState({ id: root_id, ...root! });
}

/** How many of a thread's newest replies are searched for its last authors. */
const looked_at = 1_000;

/** A reply was deleted: the count goes down, and the last authors may change. */
export function discountReply(tx: Write, root_id: MessageId): void {
	const root = messageRow(tx, root_id)!;
	const newest = tx.sql<{ author_num: number; created_ms: number; deleted_at: string | null }>`
		SELECT author_num, created_ms, deleted_at FROM messages WHERE timeline = ${root.num}
		ORDER BY seq DESC LIMIT ${looked_at}`;
	const replies = newest.filter(({ deleted_at }) => deleted_at === null);
	const author_nums = [...new Set(replies.map((reply) => reply.author_num))].slice(0, shown_authors);
	const authors = author_nums.map(
		(num) => tx.sql<{ user_id: UserId }>`SELECT user_id FROM members WHERE num = ${num}`[0]!.user_id,
	);
	const count = root.reply_count - 1;
	const isFarBack = replies.length === 0 && count > 0;
	const [lastReply] = replies;
	const last_at = lastReply ? new Date(lastReply.created_ms).toISOString() : null;
	const last = isFarBack ? root.last_reply_at : last_at;
	announce(tx, putState(tx, root, count, last, isFarBack ? lastAuthors(root) : authors));
}

export function countReply(tx: Write, root: MessageRow): MessageRow {
	const others = lastAuthors(root).filter((user_id) => user_id !== tx.me.user_id);
	return putState(tx, root, root.reply_count + 1, tx.now, [tx.me.user_id, ...others].slice(0, shown_authors));
}

function putState(tx: Write, root: MessageRow, count: number, at: string | null, authors: UserId[]): MessageRow {
	const row = { ...root, reply_count: count, last_reply_at: at, last_reply_author_ids_json: JSON.stringify(authors) };
	tx.sql`UPDATE messages SET reply_count = ${count}, last_reply_at = ${at},
		last_reply_author_ids_json = ${row.last_reply_author_ids_json} WHERE num = ${root.num}`;
	if ((root.reply_count === 0) !== (count === 0)) reindex(tx, row);
	return row;
}

export function announce(tx: Write, root: MessageRow): EventOf<"thread.state_updated"> {
	const { id: root_message_id, author_id: root_author_id, conversation_id } = root;
	const resource = { thread_state: toThreadState(root) };
	return tx.emit({
		type: "thread.state_updated",
		conversation_id,
		ids: { root_message_id, root_author_id },
		resource,
	});
}
