import { unreadOnes } from "../all-reads.ts";
import { timelineOf } from "../conversations/row.ts";
import { unreadThreads } from "../threads/inbox.ts";
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

/** The timelines of threads, with the caller's position in each and its end. */
function threads(tx: Read): { timeline: number; position: number; last_seq: number }[] {
	const unread = unreadThreads(tx).map(({ root_num, last_read_seq, active_num }) => [
		root_num,
		last_read_seq,
		active_num,
	]);
	return tx.sql`
		SELECT value ->> 0 AS timeline, value ->> 1 AS position, seq AS last_seq
		FROM json_each(${JSON.stringify(unread)}) CROSS JOIN messages ON num = value ->> 2`;
}

/**
 * The numbers of what the caller has not read, the newest message first: where it is counted, and in threads that they
 * follow. Deleted ones are among them, which no search finds. The index of timelines knows all of it.
 */
export function unreadNums(tx: Read): number[] {
	const places = unreadOnes(tx).map(({ num, last_read_seq, last_seq }) => ({
		timeline: timelineOf({ num }),
		position: last_read_seq,
		last_seq,
	}));
	const all = [...places, ...threads(tx)];
	const share = fairShare(
		all.map(({ position, last_seq }) => last_seq - position),
		most_looked_at,
	);
	const from = all.map(({ timeline, position, last_seq }) => [timeline, Math.max(position, last_seq - share)]);
	const rows = tx.sql<{ num: number }>`
		SELECT m.num FROM json_each(${JSON.stringify(from)}) CROSS JOIN messages m
			ON m.timeline = value ->> 0 AND m.seq > value ->> 1
		WHERE m.author_num <> ${tx.me.num} ORDER BY m.num DESC`;
	return rows.map(({ num }) => num);
}
