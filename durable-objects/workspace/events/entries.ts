import type { ConversationId, DurableEvent, UserId } from "@clickclack/protocol";
import { type Sql, present } from "../../sql.ts";
import { type MessageRow, isReply } from "../messages/row.ts";
import type { Read } from "../transaction.ts";

/** The events that are not a new message. */
export type ChangeType = Exclude<DurableEvent["type"], "message.created" | "thread.reply_created">;

/** An entry of the log. */
export interface LogEntry<T extends DurableEvent["type"] = DurableEvent["type"]> {
	num: number;
	type: T;
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
interface VisibleEvents {
	nums: number[];
	/** every visible event up to here is in `nums` */
	reached: number;
	/** the log ends at `reached` */
	isEnd: boolean;
}

/** How far one query goes. */
interface Reach {
	/** So many entries are looked up one by one before what the member sees is listed, which takes as long as 2,000 of them. */
	near: number;
	far: number;
}
const reach: Reach = { near: 2_000, far: max_looked_at };

/**
 * The numbers of the events after `num` that this member may get now. Filtered before LIMIT. Usually the next ones are
 * theirs, so that listing all that they see would take longest; where most is hidden from them it is the other way round.
 */
export function visibleEventsAfter(
	sql: Sql,
	user_id: UserId,
	num: number,
	limit: number,
	{ near, far } = reach,
): VisibleEvents {
	const [begin, end] = [num + near, num + far];
	const first = visible(nearby(sql, user_id, { begin: num, end: begin, limit }), begin, limit);
	if (first.isEnd || first.nums.length === limit) return first;
	const rest = limit - first.nums.length;
	const { nums, ...more } = visible(listed(sql, user_id, { begin, end, limit: rest }), end, rest);
	return { nums: [...first.nums, ...nums], ...more };
}

/** What the caller may get now: a bot may lack the scope for direct conversations. */
export function eventsFor({ sql, me, lacks }: Pick<Read, "sql" | "me" | "lacks">, num: number, limit: number) {
	const found = visibleEventsAfter(sql, me.user_id, num, limit);
	return lacks === undefined ? found : { ...found, nums: withoutDirects(sql, found.nums) };
}

function withoutDirects(sql: Sql, nums: number[]): number[] {
	const rows = sql<{ num: number }>`
		WITH wanted AS (SELECT value FROM json_each(${JSON.stringify(nums)}))
		SELECT num FROM events WHERE num IN wanted AND coalesce(conversation_id, '') NOT GLOB 'dm_*'
		UNION ALL
		SELECT m.num FROM messages m JOIN conversations c ON c.num = m.conversation_num
		WHERE m.num IN wanted AND c.kind <> 'direct'
		ORDER BY num`;
	return rows.map(({ num }) => num);
}

/** A range of the log, after `begin` and up to `end`. */
interface Range {
	begin: number;
	end: number;
	limit: number;
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
function nearby(sql: Sql, user_id: UserId, { begin, end, limit }: Range): Found {
	const [found] = sql<Found>`
		SELECT json_group_array(num ORDER BY num) AS nums, (SELECT num FROM log_head) AS head FROM (
			SELECT num FROM events e WHERE num > ${begin} AND num <= ${end} AND (
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
			SELECT num FROM messages m WHERE num > ${begin} AND num <= ${end} AND EXISTS (
				SELECT 1 FROM visible_conversations v WHERE v.user_id = ${user_id} AND v.conversation_num = m.conversation_num
			)
			ORDER BY num LIMIT ${limit}
		)`;
	return found!;
}

/** Among those after them. Of direct conversations, which may be very many, only the caller's are listed. */
function listed(sql: Sql, user_id: UserId, { begin, end, limit }: Range): Found {
	const [found] = sql<Found>`
		WITH places(id) AS (
			SELECT id FROM channels UNION ALL
			SELECT conversation_id FROM conversation_members WHERE user_id = ${user_id} AND conversation_id GLOB 'dm_*'
		), visible AS MATERIALIZED (
			SELECT conversation_id, conversation_num FROM places
			CROSS JOIN visible_conversations ON conversation_id = id AND user_id = ${user_id}
		), mine AS MATERIALIZED (
			SELECT audience, conversation_id FROM audiences WHERE user_id = ${user_id} AND audience <> 'conversation'
			UNION ALL SELECT 'conversation', conversation_id FROM visible
		)
		SELECT json_group_array(num ORDER BY num) AS nums, (SELECT num FROM log_head) AS head FROM (
			SELECT num FROM events WHERE num > ${begin} AND num <= ${end}
				AND (audience_user_id = ${user_id} OR (audience, coalesce(conversation_id, '')) IN mine)
			UNION ALL
			SELECT num FROM messages WHERE num > ${begin} AND num <= ${end}
				AND conversation_num IN (SELECT conversation_num FROM visible)
			ORDER BY num LIMIT ${limit}
		)`;
	return found!;
}

type Row = Omit<LogEntry<ChangeType>, "ids"> & { ids_json: string };
/** Of an event about a group, the place in the log is the group: it is of no conversation. */
const toEntry = ({ ids_json, ...entry }: Row): LogEntry<ChangeType> => ({
	...entry,
	conversation_id: entry.conversation_id?.startsWith("grp_") ? null : entry.conversation_id,
	ids: JSON.parse(ids_json) as object,
});

/** Those of these entries that are not a new message. */
export function changesAt(sql: Sql, nums: number[]): LogEntry<ChangeType>[] {
	const rows = sql<Row>`
		SELECT num, type, conversation_id, seq, created_at, ids_json FROM events
		WHERE num IN (SELECT value FROM json_each(${JSON.stringify(nums)}))`;
	return rows.map(toEntry);
}

/** All those after `num`, in order. */
export function changesAfter(sql: Sql, num: number): LogEntry<ChangeType>[] {
	const rows = sql<Row>`
		SELECT num, type, conversation_id, seq, created_at, ids_json FROM events WHERE num > ${num} ORDER BY num`;
	return rows.map(toEntry);
}

/** A message's own entry. */
export function entryOf(message: MessageRow): LogEntry {
	const {
		num,
		conversation_id,
		seq,
		created_at,
		id: message_id,
		root_id: root_message_id,
		author_id,
		topic_id,
	} = message;
	const own = present({ nonce: message.nonce, correlation_id: message.correlation_id });
	if (isReply(message)) {
		const ids = { message_id, root_message_id, ...own };
		return { num, type: "thread.reply_created", conversation_id, seq: null, created_at, ids };
	}
	return {
		num,
		type: "message.created",
		conversation_id,
		seq,
		created_at,
		ids: { message_id, author_id, ...present({ topic_id }), ...own },
	};
}
