import { most_read } from "../threads/inbox.ts";
import type { Read } from "../transaction.ts";

/** So many of what is unread are looked at, in all. */
const most_looked_at = 10_000;

/** As many of each as fit together: of few all, of many equally many. */
export function fairShare(counts: number[], most: number): number {
	let left = most;
	for (const [i, count] of counts.toSorted((a, b) => a - b).entries()) {
		const share = Math.floor(left / (counts.length - i));
		if (count > share) return share;
		left -= count;
	}
	return Infinity;
}

/** A timeline, how far the caller has read it, and its end. */
type Unread = [timeline: number, position: number, last_seq: number];

/**
 * Where something is counted as unread (`unreadOnes`, threads/inbox.ts), without counting it. Somebody may be in thousands of
 * channels and threads: of each no more is looked for than this needs, in indexes, and what is rare (archived, closed) on
 * its own. The answer is one text, because thousands of rows would take longer.
 */
function timelines({ sql, me }: Read): Unread[] {
	const [{ found }] = sql`
		WITH open AS MATERIALIZED (
			SELECT c.num, c.id FROM conversation_members cm INDEXED BY conversation_members_by_user
			CROSS JOIN conversations c ON c.id = cm.conversation_id
			WHERE cm.user_id = ${me.user_id} AND c.deleted_at IS NULL
				AND c.id NOT IN (SELECT id FROM channels WHERE archived_at IS NOT NULL)
				AND NOT (c.kind = 'direct' AND EXISTS (
					SELECT 1 FROM conversation_members own
					WHERE own.conversation_id = c.id AND own.user_id = ${me.user_id} AND own.hidden_at IS NOT NULL
				))
		), followed AS (
			SELECT conversation_num, root_num, last_read_seq, is_following FROM thread_follows
			WHERE user_id = ${me.user_id} ORDER BY conversation_num DESC, root_num DESC LIMIT ${most_read}
		), timelines AS (
			SELECT -num AS timeline, coalesce(last_read_seq, 0) AS position
			FROM open LEFT JOIN reads r ON r.user_id = ${me.user_id} AND r.conversation_id = open.id
			UNION ALL
			SELECT root_num, last_read_seq FROM followed WHERE is_following = 1 AND conversation_num IN (SELECT num FROM open)
		)
		SELECT json_group_array(json_array(timeline, position, last_seq)) AS found FROM (
			SELECT timeline, position, (SELECT max(seq) FROM messages m WHERE m.timeline = timelines.timeline) AS last_seq FROM timelines
		) WHERE last_seq > position` as [{ found: string }];
	return JSON.parse(found) as Unread[];
}

/**
 * The numbers of what the caller has not read, the newest message first: where it is counted, and in threads that they
 * follow. Deleted ones are among them, which no search finds. The index of timelines knows all of it.
 */
export function unreadNums(tx: Read): number[] {
	const all = timelines(tx);
	const share = fairShare(
		all.map(([, position, last_seq]) => last_seq - position),
		most_looked_at,
	);
	const after = Object.fromEntries(
		all.map(([timeline, position, last_seq]) => [timeline, Math.max(position, last_seq - share)]),
	);
	const [{ nums }] = tx.sql`
		SELECT json_group_array(m.num) AS nums FROM json_each(${JSON.stringify(after)}) CROSS JOIN messages m
			ON m.timeline = CAST(key AS INTEGER) AND m.seq > value
		WHERE m.author_num <> ${tx.me.num}` as [{ nums: string }];
	return (JSON.parse(nums) as number[]).toSorted((a, b) => b - a);
}
