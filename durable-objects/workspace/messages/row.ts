import { ChatError, type ConversationId, type MessageId, type TopicId, type UserId } from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf, taggedId } from "../../ids.ts";
import { type ConversationRow, findVisible } from "../conversations/row.ts";
import type { Read } from "../transaction.ts";

export const messages = sqliteTable("messages", {
	num: integer().primaryKey(),
	timeline: integer().notNull(),
	seq: integer().notNull(),
	conversation_num: integer().notNull(),
	author_num: integer().notNull(),
	body: text().notNull(),
	nonce: text(),
	correlation_id: text(),
	mentions_json: text(),
	created_ms: integer().notNull(),
	edited_at: text(),
	deleted_at: text(),
	reply_count: integer().notNull(),
	last_reply_at: text(),
	last_reply_author_ids_json: text(),
	reactions_json: text(),
	quoted_num: integer(),
	quoted_body_snapshot: text(),
	twin_num: integer(),
	group_mention: text(),
	forwarded_json: text(),
	poll_json: text(),
	topic_num: integer(),
	sent_topic_num: integer(),
	attachments_json: text(),
});

/** A row with ids and an ISO time in place of its numbers. */
export interface MessageRow extends Omit<
	typeof messages.$inferSelect,
	"conversation_num" | "author_num" | "created_ms" | "quoted_num" | "twin_num" | "topic_num"
> {
	id: MessageId;
	/** of a root its own id */
	root_id: MessageId;
	conversation_id: ConversationId;
	author_id: UserId;
	created_at: string;
	quoted_id: MessageId | null;
	quoted_author_id: UserId | null;
	topic_id: TopicId | null;
	/** of a reply that was also sent to its conversation: that root; of such a root: the reply */
	twin_id: MessageId | null;
	/** of such a root: that of the reply's thread */
	twin_root_id: MessageId | null;
}

export const isReply = ({ timeline }: Pick<MessageRow, "timeline">): boolean => timeline > 0;

/** @param ms when it was sent, since 1970 */
export const messageId = (tag: string, ms: number, num: number): MessageId => taggedId("msg", ms, tag, num);

/** As the view `message_rows` has it. */
export interface StoredMessage extends Omit<
	MessageRow,
	"id" | "root_id" | "quoted_id" | "twin_id" | "twin_root_id" | "created_at"
> {
	created_ms: number;
	/** when the root of a reply was sent */
	root_ms: number | null;
	quoted_num: number | null;
	/** when what it quotes was sent */
	quoted_ms: number | null;
	twin_num: number | null;
	twin_ms: number | null;
	twin_timeline: number | null;
	twin_root_ms: number | null;
}

/** @param tag the workspace's */
export function toMessageRow(
	tag: string,
	{ created_ms, root_ms, quoted_num, quoted_ms, twin_num, twin_ms, twin_timeline, twin_root_ms, ...row }: StoredMessage,
): MessageRow {
	const idOf = (ms: number | null, num: number | null) =>
		ms === null || num === null ? null : messageId(tag, ms, num);
	const id = messageId(tag, created_ms, row.num);
	const root_id = idOf(root_ms, row.timeline) ?? id;
	const [quoted_id, twin_id] = [idOf(quoted_ms, quoted_num), idOf(twin_ms, twin_num)];
	const twin_root_id = idOf(twin_root_ms, twin_timeline);
	return { ...row, id, root_id, quoted_id, twin_id, twin_root_id, created_at: new Date(created_ms).toISOString() };
}

/** Those of these messages that there are, in the order of their numbers. */
export function messageRows({ sql, tag }: Pick<Read, "sql" | "tag">, nums: number[]): MessageRow[] {
	const rows = sql<StoredMessage>`
		SELECT * FROM message_rows WHERE num IN (SELECT value FROM json_each(${JSON.stringify(nums)})) ORDER BY num`;
	return rows.map((row) => toMessageRow(tag, row));
}

export function messageRow(tx: Pick<Read, "sql" | "tag">, id: MessageId): MessageRow | undefined {
	const [row] = messageRows(tx, [countOf(id)]);
	return row?.id === id ? row : undefined;
}

/**
 * A message in a conversation that the caller sees. A hidden one is refused in the same words as a missing one, and as
 * soon: nothing of it is read.
 */
export function visibleMessage(tx: Read, message_id: MessageId): { row: MessageRow; conversation: ConversationRow } {
	const [seen] = tx.sql<{ conversation_id: ConversationId }>`
		SELECT v.conversation_id FROM messages m
		CROSS JOIN visible_conversations v ON v.conversation_num = m.conversation_num AND v.user_id = ${tx.me.user_id}
		WHERE m.num = ${countOf(message_id)}`;
	const row = seen && messageRow(tx, message_id);
	const conversation = row && findVisible(tx, row.conversation_id);
	if (!conversation) throw new ChatError("not_found", "message not found");
	return { row, conversation };
}
