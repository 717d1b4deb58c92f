import type { ConversationId, DurableEvent, UserId } from "@clickclack/protocol";
import type { Sql } from "../../sql.ts";

/** An entry of the log. */
export interface LogEntry {
	num: number;
	type: DurableEvent["type"];
	conversation_id: ConversationId | null;
	seq: number | null;
	created_at: string;
	ids: object;
}

/** The number of the newest entry; 0 without any. */
export const headNum = ({ sql }: { sql: Sql }): number => sql<{ num: number }>`SELECT num FROM log_head`[0]!.num;

/** How many entries of the log one query scans, so that a member who sees few of them does not delay others. */
export const max_looked_at = 20_000;

/** The part of a log range that a member sees. */
export interface VisibleEvents {
	nums: number[];
	/** every visible event up to here is in `nums` */
	reached: number;
	/** the log ends at `reached` */
	isEnd: boolean;
}

/**
 * The numbers of the events after `num` that this member may get now. Filtered before LIMIT. They come as one JSON row,
 * because reading many rows from SQLite costs more than finding them. The two tables of the log are named, because only
 * then SQLite merges them in the order of their keys and stops at the limit.
 */
export function visibleEventsAfter(sql: Sql, user_id: UserId, num: number, limit: number): VisibleEvents {
	const end = num + max_looked_at;
	const [row] = sql<{ nums: string; head: number }>`
		WITH mine AS MATERIALIZED (SELECT audience, conversation_id FROM audiences WHERE user_id = ${user_id})
		SELECT json_group_array(num ORDER BY num) AS nums, (SELECT num FROM log_head) AS head FROM (
			SELECT num FROM events WHERE num > ${num} AND num <= ${end}
				AND (audience_user_id = ${user_id} OR (audience, coalesce(conversation_id, '')) IN mine)
			UNION ALL
			SELECT num FROM messages WHERE num > ${num} AND num <= ${end}
				AND conversation_id IN (SELECT conversation_id FROM mine WHERE audience = 'conversation')
			ORDER BY num LIMIT ${limit}
		)`;
	const nums = JSON.parse(row!.nums) as number[];
	const reached = nums.length < limit ? Math.min(end, row!.head) : nums.at(-1)!;
	return { nums, reached, isEnd: reached >= row!.head };
}

type Row = Omit<LogEntry, "ids"> & { ids_json: string };
const toEntry = ({ ids_json, ...entry }: Row): LogEntry => ({ ...entry, ids: JSON.parse(ids_json) as object });

/** The entries with these numbers, in ascending order. */
export function logEntries(sql: Sql, nums: number[]): LogEntry[] {
	const rows = sql<Row>`
		SELECT num, type, conversation_id, seq, created_at, ids_json FROM log
		WHERE num IN (SELECT value FROM json_each(${JSON.stringify(nums)})) ORDER BY num`;
	return rows.map(toEntry);
}

/** The changes after `num`: all entries that are not a new message. */
export function changesAfter(sql: Sql, num: number): LogEntry[] {
	const rows = sql<Row>`
		SELECT num, type, conversation_id, seq, created_at, ids_json FROM events WHERE num > ${num} ORDER BY num`;
	return rows.map(toEntry);
}
