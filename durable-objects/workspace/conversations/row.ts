import { ChatError, type ConversationId, type UserId } from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permitDirects } from "../access.ts";
import type { Read } from "../transaction.ts";

export const conversations = sqliteTable("conversations", {
	num: integer().primaryKey(),
	id: text().$type<ConversationId>().notNull(),
	kind: text().$type<"public" | "private" | "direct">().notNull(),
	created_at: text().notNull(),
	member_count: integer().notNull(),
	deleted_at: text(),
});
export type ConversationRow = typeof conversations.$inferSelect & {
	/** of channels only */
	archived_at: string | null;
	created_by: UserId | null;
	who_can_post: "moderators" | null;
	who_can_pin: "moderators" | null;
	slow_mode_seconds: number | null;
};

/** A conversation that the caller sees; to them others do not exist. */
export function visibleConversation(tx: Read, conversation_id: ConversationId): ConversationRow {
	const row = findVisible(tx, conversation_id);
	if (!row) throw new ChatError("not_found", "conversation not found");
	return row;
}

export function findVisible(tx: Read, conversation_id: ConversationId): ConversationRow | undefined {
	const [row] = tx.sql<ConversationRow>`
		SELECT c.*, ch.archived_at, ch.created_by, ch.who_can_post, ch.who_can_pin, ch.slow_mode_seconds FROM conversations c
		JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = ${tx.me.user_id}
		LEFT JOIN channels ch ON ch.id = c.id
		WHERE c.id = ${conversation_id}`;
	if (row?.kind === "direct") permitDirects(tx);
	return row;
}

/** Where a conversation's roots stand in `messages.timeline`. */
export const timelineOf = ({ num }: Pick<ConversationRow, "num">): number => -num;

/** The newest seq of a conversation's roots. Deleted messages keep their seq. */
export function headOf({ sql }: Pick<Read, "sql">, conversation_id: ConversationId): number {
	const [row] = sql<{ head: number }>`
		SELECT coalesce(max(seq), 0) AS head FROM messages
		WHERE timeline = (SELECT -num FROM conversations WHERE id = ${conversation_id})`;
	return row!.head;
}
