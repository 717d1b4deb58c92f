import { type ConversationId, type MyThread, most_counted_replies, toPlace } from "@clickclack/protocol";
import { messageId } from "../messages/row.ts";
import type { Read } from "../transaction.ts";

/** So many replies of a thread are looked at: more of one's own, or deleted ones, hide the others behind them. */
export const looked_at = 1_000;

interface MineRow extends Omit<MyThread, "root_message_id" | "channel_id" | "direct_conversation_id" | "is_following"> {
	num: number;
	created_ms: number;
	conversation_id: ConversationId;
	is_following: number;
}

/**
 * What threads are to the caller, in the order of `nums`. In an archived channel nothing is unread. Who is not in the
 * conversation follows none of its threads, whatever they did before they left.
 * @param nums of roots that the caller sees
 */
export function myThreads({ sql, tag, me }: Read, nums: number[]): MyThread[] {
	const rows = sql<MineRow>`
		WITH roots AS MATERIALIZED (
			SELECT key, r.num, r.created_ms, c.id AS conversation_id, ch.archived_at,
				(SELECT coalesce(max(seq), 0) FROM messages WHERE timeline = r.num) AS last_reply_seq,
				(
					SELECT f.last_read_seq FROM thread_follows f
					JOIN conversation_members cm ON cm.conversation_id = c.id AND cm.user_id = f.user_id
					WHERE f.user_id = ${me.user_id} AND f.conversation_num = c.num AND f.root_num = r.num AND f.is_following = 1
				) AS position, c.num AS conversation_num
			FROM json_each(${JSON.stringify(nums)}) CROSS JOIN messages r ON r.num = value
			CROSS JOIN conversations c ON c.num = r.conversation_num LEFT JOIN channels ch ON ch.id = c.id
		)
		SELECT num, created_ms, conversation_id, last_reply_seq, position IS NOT NULL AS is_following,
			coalesce(position, 0) AS last_read_seq,
			iif(position < last_reply_seq AND archived_at IS NULL, (
				SELECT count(*) FROM (
					SELECT 1 FROM (
						SELECT author_num, deleted_at FROM messages WHERE timeline = roots.num AND seq > position
						ORDER BY seq LIMIT ${looked_at}
					) WHERE author_num <> ${me.num} AND deleted_at IS NULL LIMIT ${most_counted_replies}
				)
			), 0) AS unread_count,
			iif(position < last_reply_seq AND archived_at IS NULL, (
				SELECT count(*) FROM (
					SELECT 1 FROM thread_mentions WHERE user_id = ${me.user_id} AND root_num = roots.num AND seq > position
						AND conversation_num = roots.conversation_num LIMIT ${most_counted_replies}
				)
			), 0) AS mention_count
		FROM roots ORDER BY key`;
	return rows.map(({ num, created_ms, conversation_id, is_following, ...counts }) => ({
		root_message_id: messageId(tag, created_ms, num),
		...toPlace(conversation_id),
		is_following: is_following === 1,
		...counts,
	}));
}

export const myThread = (tx: Read, root_num: number): MyThread => myThreads(tx, [root_num])[0]!;
