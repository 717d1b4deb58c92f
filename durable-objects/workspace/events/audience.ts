import type { ChannelId, UserId } from "@clickclack/protocol";
import type { Sql } from "../../sql.ts";

/** Who may hear: those who see the channel, the users named, those who moderate; with none of these, every member. */
export interface Audience {
	channel_id?: ChannelId;
	/** those who saw this channel until it was deleted; only of `channel.deleted` */
	deleted_channel_id?: ChannelId;
	user_ids?: UserId[];
	moderators?: true;
}

/** Which of `connected` are in the audience at this moment: membership is asked, never remembered. */
export function recipients(sql: Sql, audience: Audience, connected: UserId[]): Set<UserId> {
	const { channel_id = null, deleted_channel_id = null, user_ids, moderators } = audience;
	const isEverybody = (channel_id ?? deleted_channel_id) === null && user_ids === undefined && !moderators;
	const rows = sql<{ user_id: UserId }>`
		SELECT m.user_id FROM json_each(${JSON.stringify(connected)}) c JOIN members m ON m.user_id = c.value
		WHERE m.left_at IS NULL AND m.blocked_at IS NULL AND (
			${isEverybody ? 1 : 0}
			OR m.user_id IN (SELECT value FROM json_each(${JSON.stringify(user_ids ?? [])}))
			OR (${moderators ? 1 : 0} AND m.role IN ('owner', 'moderator'))
			OR EXISTS (SELECT 1 FROM visible_channels v WHERE v.user_id = m.user_id AND v.channel_id = ${channel_id})
			OR EXISTS (SELECT 1 FROM known_channels k WHERE k.user_id = m.user_id AND k.channel_id = ${deleted_channel_id})
		)`;
	return new Set(rows.map((row) => row.user_id));
}

/** An event of the log as its row has it. */
export interface EventRow {
	num: number;
	type: string;
	channel_id: ChannelId | null;
	seq: number | null;
	created_at: string;
	ids_json: string;
}

/** So many entries of the log are looked at in one go: one who may hear few of them keeps nobody else waiting. */
export const max_looked_at = 20_000;

/** What one may hear of a part of the log. */
export interface VisibleEvents {
	nums: number[];
	/** all up to here that one may hear is in `nums` */
	reached: number;
	/** the log ends there */
	isEnd: boolean;
}

/**
 * The numbers of the events after `num` that this member may hear at this moment: the same rule, over the log. Filtered
 * before LIMIT. They come as one row: taking many rows out of SQLite costs more than finding them.
 */
export function visibleEventsAfter(sql: Sql, user_id: UserId, num: number, limit: number): VisibleEvents {
	const end = num + max_looked_at;
	const [row] = sql<{ nums: string; head: number }>`
		SELECT json_group_array(num ORDER BY num) AS nums, (SELECT coalesce(max(num), 0) FROM events) AS head FROM (
			SELECT e.num FROM events e
			WHERE e.num > ${num} AND e.num <= ${end} AND (
				e.audience_channel_id IN (SELECT channel_id FROM visible_channels WHERE user_id = ${user_id})
				OR (e.type = 'channel.deleted' AND e.audience_channel_id IN (
					SELECT channel_id FROM known_channels WHERE user_id = ${user_id}
				))
				OR (e.audience_channel_id IS NULL AND e.audience_user_ids_json IS NULL AND NOT e.audience_moderators)
				OR (e.audience_moderators AND EXISTS (
					SELECT 1 FROM members WHERE user_id = ${user_id} AND role IN ('owner', 'moderator')
				))
				OR (e.audience_user_ids_json IS NOT NULL
					AND EXISTS (SELECT 1 FROM json_each(e.audience_user_ids_json) WHERE value = ${user_id}))
			)
			ORDER BY e.num LIMIT ${limit}
		)`;
	const nums = JSON.parse(row!.nums) as number[];
	const reached = nums.length < limit ? Math.min(end, row!.head) : nums.at(-1)!;
	return { nums, reached, isEnd: reached >= row!.head };
}

/** The events with these numbers, in their order. */
export function eventRows(sql: Sql, nums: number[]): EventRow[] {
	return sql<EventRow>`
		SELECT num, type, channel_id, seq, created_at, ids_json FROM events
		WHERE num IN (SELECT value FROM json_each(${JSON.stringify(nums)})) ORDER BY num`;
}
