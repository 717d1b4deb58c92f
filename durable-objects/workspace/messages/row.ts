import { ChatError, type ConversationId, type MessageId, type UserId } from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../../ids.ts";
import { type ConversationRow, findVisible } from "../conversations/row.ts";
import type { Read } from "../transaction.ts";

export const messages = sqliteTable("messages", {
	num: integer().primaryKey(),
	id: text().$type<MessageId>().notNull(),
	timeline_id: text().$type<ConversationId | MessageId>().notNull(),
	seq: integer().notNull(),
	conversation_id: text().$type<ConversationId>().notNull(),
	author_id: text().$type<UserId>().notNull(),
	body: text().notNull(),
	nonce: text(),
	correlation_id: text(),
	mentions_json: text(),
	created_at: text().notNull(),
	edited_at: text(),
	deleted_at: text(),
	reply_count: integer().notNull(),
	last_reply_at: text(),
	last_reply_author_ids_json: text(),
	reactions_json: text(),
});
export type MessageRow = typeof messages.$inferSelect;

export const isReply = (row: Pick<MessageRow, "timeline_id" | "conversation_id">): boolean =>
	row.timeline_id !== row.conversation_id;
export const rootId = (row: MessageRow): MessageId => (isReply(row) ? (row.timeline_id as MessageId) : row.id);

export function messageRow({ sql }: Pick<Read, "sql">, id: MessageId): MessageRow | undefined {
	return sql<MessageRow>`SELECT * FROM messages WHERE num = ${countOf(id)} AND id = ${id}`[0];
}

/** A message in a conversation that the caller sees. A hidden one is refused in the same words as a missing one. */
export function visibleMessage(tx: Read, message_id: MessageId): { row: MessageRow; conversation: ConversationRow } {
	const row = messageRow(tx, message_id);
	const conversation = row && findVisible(tx, row.conversation_id);
	if (!conversation) throw new ChatError("not_found", "message not found");
	return { row, conversation };
}
