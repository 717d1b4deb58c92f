import type { Database } from "./database.ts";
import type { Cast } from "./people.ts";

/** How many messages somebody has saved at most, and how many threads the peer follows. */
const [most_saved, followed] = [1_000, 40];

/** What is somebody's own, once everything was said: saved messages and followed threads. */
export function keep(db: Database, { member, peer }: Cast): void {
	// all over the channel with the most messages
	db.sql`INSERT INTO saved_messages SELECT ${member}, conversation_num, num, 'open', num, '2026-01-01T00:00:00.000Z' FROM messages
		WHERE conversation_num = 1 AND num % max(1, (SELECT count(*) FROM messages WHERE conversation_num = 1) / ${most_saved}) = 0
		ORDER BY num LIMIT ${most_saved}`;
	// by whoever replied, and whose message it was; of a part nothing is unread
	db.sql`INSERT OR IGNORE INTO thread_follows
		SELECT a.user_id, m.conversation_num, m.timeline, 1, max(m.seq) - m.timeline % 3 % 2 FROM messages m
		JOIN members a ON a.num = m.author_num WHERE m.timeline > 0 GROUP BY a.user_id, m.timeline`;
	db.sql`INSERT OR IGNORE INTO thread_follows
		SELECT a.user_id, m.conversation_num, m.num, 1, m.reply_count - 1 FROM messages m
		JOIN members a ON a.num = m.author_num WHERE m.reply_count > 0`;
	db.sql`INSERT OR REPLACE INTO thread_follows
		SELECT ${peer}, m.conversation_num, m.num, 1, m.reply_count - 1 FROM messages m
		WHERE m.reply_count > 0 AND m.conversation_num IN (
			SELECT c.num FROM conversations c JOIN conversation_members cm ON cm.conversation_id = c.id WHERE cm.user_id = ${peer}
		) ORDER BY m.num DESC LIMIT ${followed}`;
}
