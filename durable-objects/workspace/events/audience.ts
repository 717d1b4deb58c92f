import type { ConversationId, UserId } from "@clickclack/protocol";
import type { Sql } from "../../sql.ts";

/*
 * Who gets an event, live or replayed, has one definition: the view `audiences`, and optionally one more person by id.
 */
export type Audience = "everybody" | "moderators" | "conversation" | "deleted" | "nobody";

export interface Addressed {
	/** default: those who see the conversation; without one, every member */
	audience?: Audience | undefined;
	conversation_id?: ConversationId | undefined;
	/** this person too, whatever they see; with the audience "nobody" only they */
	also?: UserId | undefined;
}

export const addressOf = ({ audience, conversation_id, also }: Addressed): Addressed => ({
	audience,
	conversation_id,
	also,
});

export const audienceOf = ({ audience, conversation_id }: Addressed): Audience =>
	audience ?? (conversation_id === undefined ? "everybody" : "conversation");

/** Which of `connected` get it now: membership is queried each time, never cached. Blocked members get nothing. */
export function recipients(sql: Sql, addressed: Addressed, connected: UserId[]): Set<UserId> {
	const { conversation_id = "", also = null } = addressed;
	const connected_json = JSON.stringify(connected);
	// the names bound to the view, not to a query around it: only then SQLite looks up these members instead of all
	const rows = sql<{ user_id: UserId }>`
		SELECT m.user_id FROM audiences a JOIN members m ON m.user_id = a.user_id
		WHERE a.audience = ${audienceOf(addressed)} AND a.conversation_id = ${conversation_id}
			AND a.user_id IN (SELECT value FROM json_each(${connected_json})) AND m.blocked_at IS NULL
		UNION ALL
		SELECT user_id FROM members
		WHERE user_id = ${also} AND user_id IN (SELECT value FROM json_each(${connected_json}))
			AND left_at IS NULL AND blocked_at IS NULL`;
	return new Set(rows.map((row) => row.user_id));
}

/** A row of the event log. */
export interface EventRow {
	num: number;
	type: string;
	conversation_id: ConversationId | null;
	seq: number | null;
	created_at: string;
	ids_json: string;
}

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
 * because reading many rows from SQLite costs more than finding them.
 */
export function visibleEventsAfter(sql: Sql, user_id: UserId, num: number, limit: number): VisibleEvents {
	const end = num + max_looked_at;
	const [row] = sql<{ nums: string; head: number }>`
		SELECT json_group_array(num ORDER BY num) AS nums, (SELECT coalesce(max(num), 0) FROM events) AS head FROM (
			SELECT e.num FROM events e
			WHERE e.num > ${num} AND e.num <= ${end} AND (
				e.audience_user_id = ${user_id}
				OR (e.audience, coalesce(e.conversation_id, '')) IN (
					SELECT audience, conversation_id FROM audiences WHERE user_id = ${user_id}
				)
			)
			ORDER BY e.num LIMIT ${limit}
		)`;
	const nums = JSON.parse(row!.nums) as number[];
	const reached = nums.length < limit ? Math.min(end, row!.head) : nums.at(-1)!;
	return { nums, reached, isEnd: reached >= row!.head };
}

/** The events with these numbers, in ascending order. */
export function eventRows(sql: Sql, nums: number[]): EventRow[] {
	return sql<EventRow>`
		SELECT num, type, conversation_id, seq, created_at, ids_json FROM events
		WHERE num IN (SELECT value FROM json_each(${JSON.stringify(nums)})) ORDER BY num`;
}
