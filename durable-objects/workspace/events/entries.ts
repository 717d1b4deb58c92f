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

/** So many entries are looked up one by one before what the member sees is listed, which takes as long as 2,000 of them. */
const near = 2_000;

/**
 * The numbers of the events after `num` that this member may get now. Filtered before LIMIT. Usually the next ones are
 * theirs, so that listing all that they see would take longest; where most is hidden from them it is the other way round.
 */
export function visibleEventsAfter(sql: Sql, user_id: UserId, num: number, limit: number): VisibleEvents {
	const first = visible(nearby(sql, user_id, num, limit), num + near, limit);
	if (first.isEnd || first.nums.length === limit) return first;
	const rest = limit - first.nums.length;
	const { nums, ...more } = visible(listed(sql, user_id, num, rest), num + max_looked_at, rest);
	return { nums: [...first.nums, ...nums], ...more };
}

interface Found {
	/** JSON, because reading many rows from SQLite costs more than finding them */
	nums: string;
	head: number;
}

function visible({ nums: json, head }: Found, end: number, limit: number): VisibleEvents {
	const nums = JSON.parse(json) as number[];
	const reached = nums.length < limit ? Math.min(end, head) : nums.at(-1)!;
	return { nums, reached, isEnd: reached >= head };
}

/*
 * The two tables of the log are named, because only then SQLite merges them in the order of their keys and stops at the
 * limit.
 */

/** Among the next entries. */
function nearby(sql: Sql, user_id: UserId, num: number, limit: number): Found {
	const end = num + near;
	const [found] = sql<Found>`
		SELECT json_group_array(num ORDER BY num) AS nums, (SELECT num FROM log_head) AS head FROM (
			SELECT num FROM events e WHERE num > ${num} AND num <= ${end} AND (
				audience_user_id = ${user_id}
				OR iif(
					audience = 'conversation',
					EXISTS (
						SELECT 1 FROM visible_conversations v WHERE v.user_id = ${user_id} AND v.conversation_id = e.conversation_id
					),
					(audience, coalesce(conversation_id, '')) IN (
						SELECT audience, conversation_id FROM audiences WHERE user_id = ${user_id} AND audience <> 'conversation'
					)
				)
			)
			UNION ALL
			SELECT num FROM messages m WHERE num > ${num} AND num <= ${end} AND EXISTS (
				SELECT 1 FROM visible_conversations v WHERE v.user_id = ${user_id} AND v.conversation_id = m.conversation_id
			)
			ORDER BY num LIMIT ${limit}
		)`;
	return found!;
}

/** Among those after them. */
function listed(sql: Sql, user_id: UserId, num: number, limit: number): Found {
	const [begin, end] = [num + near, num + max_looked_at];
	const [found] = sql<Found>`
		WITH mine AS MATERIALIZED (SELECT audience, conversation_id FROM audiences WHERE user_id = ${user_id})
		SELECT json_group_array(num ORDER BY num) AS nums, (SELECT num FROM log_head) AS head FROM (
			SELECT num FROM events WHERE num > ${begin} AND num <= ${end}
				AND (audience_user_id = ${user_id} OR (audience, coalesce(conversation_id, '')) IN mine)
			UNION ALL
			SELECT num FROM messages WHERE num > ${begin} AND num <= ${end}
				AND conversation_id IN (SELECT conversation_id FROM mine WHERE audience = 'conversation')
			ORDER BY num LIMIT ${limit}
		)`;
	return found!;
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
