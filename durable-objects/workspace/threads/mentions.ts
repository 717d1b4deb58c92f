import type { UserId } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { MessageRow } from "../messages/row.ts";
import type { Write } from "../transaction.ts";
import { toOne } from "./tell.ts";

export const thread_mentions = sqliteTable(
	"thread_mentions",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_num: integer().notNull(),
		root_num: integer().notNull(),
		seq: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_num, t.root_num, t.seq] })],
);

/** Stores a reply's mentions in place of its earlier ones: they stay, for a position may move back. Who is mentioned anew follows the thread, also after they unfollowed. */
export function noteThreadMentions(tx: Write, reply: MessageRow, mentioned: UserId[]): void {
	const { conversation_id, timeline, seq, mentions_json, author_id } = reply;
	const earlier = JSON.parse(mentions_json ?? "[]") as UserId[];
	if (earlier.length > 0)
		tx.sql`DELETE FROM thread_mentions WHERE root_num = ${timeline} AND seq = ${seq}
			AND conversation_num = (SELECT num FROM conversations WHERE id = ${conversation_id})
			AND user_id IN (SELECT value FROM json_each(${mentions_json}))`;
	const others = mentioned.filter((user_id) => user_id !== author_id);
	if (others.length === 0) return;
	follow(
		tx,
		reply,
		others.filter((user_id) => !earlier.includes(user_id)),
	);
	tx.sql`INSERT INTO thread_mentions (user_id, conversation_num, root_num, seq)
		SELECT cm.user_id, c.num, ${timeline}, ${seq} FROM conversations c
		JOIN conversation_members cm ON cm.conversation_id = c.id
		WHERE c.id = ${conversation_id} AND cm.user_id IN (SELECT value FROM json_each(${JSON.stringify(others)}))`;
}

/** An event tells them: an edit may take the mention away before they hear of the reply. */
function follow(tx: Write, reply: MessageRow, user_ids: UserId[]): void {
	const { conversation_id, timeline, seq } = reply;
	const begun = tx.sql<{
		user_id: UserId;
	}>`INSERT INTO thread_follows (user_id, conversation_num, root_num, is_following, last_read_seq)
		SELECT cm.user_id, c.num, ${timeline}, 1, ${seq - 1} FROM conversations c
		JOIN conversation_members cm ON cm.conversation_id = c.id
		WHERE c.id = ${conversation_id} AND cm.user_id IN (SELECT value FROM json_each(${JSON.stringify(user_ids)}))
		ON CONFLICT DO UPDATE SET is_following = 1, last_read_seq = max(last_read_seq, excluded.last_read_seq)
		WHERE is_following = 0 RETURNING user_id`;
	for (const { user_id } of begun) tx.emit({ type: "thread.followed", ...toOne(reply, user_id) });
}
