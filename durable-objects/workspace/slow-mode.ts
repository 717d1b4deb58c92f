import { ChatError, isSlowed } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ConversationRow } from "./conversations/row.ts";
import type { Write } from "./transaction.ts";

export const slow_mode = sqliteTable(
	"slow_mode",
	{ conversation_num: integer().notNull(), user_num: integer().notNull(), sent_at: text().notNull() },
	(t) => [primaryKey({ columns: [t.conversation_num, t.user_num] })],
);

/**
 * For a new message or reply: notes when it was sent.
 * @throws ChatError rate_limited for somebody whose last message there was too short a time ago
 */
export function keepPace({ sql, me, now }: Write, conversation: ConversationRow): void {
	const { num, slow_mode_seconds } = conversation;
	if (!isSlowed(me, conversation) || slow_mode_seconds === null) return;
	const [last] = sql<{ sent_at: string }>`
		SELECT sent_at FROM slow_mode WHERE conversation_num = ${num} AND user_num = ${me.num}`;
	const wait_ms = last ? Date.parse(last.sent_at) + slow_mode_seconds * 1_000 - Date.parse(now) : 0;
	if (wait_ms > 0) {
		const wait_s = Math.ceil(wait_ms / 1_000);
		const words = `slow mode: one message in ${slow_mode_seconds} s here; try again in ${wait_s} s`;
		throw new ChatError("rate_limited", words, wait_s);
	}
	sql`INSERT INTO slow_mode (conversation_num, user_num, sent_at) VALUES (${num}, ${me.num}, ${now})
		ON CONFLICT DO UPDATE SET sent_at = excluded.sent_at`;
}
