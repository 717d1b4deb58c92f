import {
	ChatError,
	type DirectConversation,
	type DirectPage,
	type ListDirects,
	type NotificationPreference,
	type UserId,
	routeId,
} from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { present } from "../../sql.ts";
import { type Mine, mineIn } from "../conversations/mine.ts";
import { visibleConversation } from "../conversations/row.ts";
import { tailCursor } from "../events/log.ts";
import { chosenIn, chosenPreferences } from "../notification-settings.ts";
import { type MemberRow, toUser } from "../members/row.ts";
import { takeWithin } from "../take-within.ts";
import type { Read } from "../transaction.ts";

type DirectId = DirectConversation["id"];

export const directs = sqliteTable("directs", {
	id: text().$type<DirectId>().primaryKey(),
	members_key: text().notNull(),
	created_by: text().$type<UserId>().notNull(),
});

/** A direct conversation, to one of its members. */
interface DirectRow {
	num: number;
	id: DirectId;
	created_at: string;
	hidden_at: string | null;
	/** of the newest root, since 1970 */
	last_ms: number | null;
}
interface Listed extends DirectRow {
	member_count: number;
	/** when it was last written in, otherwise created, since 1970 */
	active_ms: number;
}

function membersOf({ sql }: Read, ids: DirectId[]): Map<DirectId, MemberRow[]> {
	const rows = sql<MemberRow & { conversation_id: DirectId }>`
		SELECT cm.conversation_id, m.* FROM json_each(${JSON.stringify(ids)})
		CROSS JOIN conversation_members cm ON cm.conversation_id = value CROSS JOIN members m ON m.user_id = cm.user_id
		ORDER BY m.num`;
	return Map.groupBy(rows, ({ conversation_id }) => conversation_id);
}

function toDirect(
	tx: Read,
	user_id: UserId,
	row: DirectRow,
	members: MemberRow[],
	mine: Counts,
	chosen?: NotificationPreference,
): DirectConversation {
	const { id, created_at, hidden_at, last_ms } = row;
	const { last_seq, last_read_seq, unread_count, mention_count } = mine;
	const former = members.filter(({ left_at }) => left_at !== null);
	return {
		...present({ id, created_at, hidden_at }),
		...(last_ms !== null && { last_message_at: new Date(last_ms).toISOString() }),
		route_id: routeId("D", id),
		workspace_id: tx.identity.id,
		members: members.map(toUser),
		former_member_ids: former.map((member) => member.user_id),
		can_send: members.some((member) => member.user_id !== user_id && member.left_at === null),
		last_seq,
		last_read_seq,
		unread_count,
		mention_count: hidden_at === null ? mention_count : 0,
		...(chosen && { notification_preference: chosen }),
	};
}

function toMyDirects(tx: Read, rows: DirectRow[]): DirectConversation[] {
	const ids = rows.map(({ id }) => id);
	const [members, mine, chosen] = [membersOf(tx, ids), mineIn(tx, ids), chosenPreferences(tx)];
	return rows.map((row, i) => toDirect(tx, tx.me.user_id, row, members.get(row.id)!, mine[i]!, chosen.get(row.id)));
}

function rowFor({ sql }: Read, id: DirectId, user_id: UserId): DirectRow {
	return sql<DirectRow>`
		SELECT c.num, c.id, c.created_at, cm.hidden_at,
			(SELECT created_ms FROM messages WHERE timeline = -c.num ORDER BY seq DESC LIMIT 1) AS last_ms
		FROM conversation_members cm JOIN conversations c ON c.id = cm.conversation_id
		WHERE cm.conversation_id = ${id} AND cm.user_id = ${user_id}`[0]!;
}

export function getDirect(tx: Read, { direct_conversation_id: id }: { direct_conversation_id: DirectId }) {
	visibleConversation(tx, id);
	return { ...toMyDirects(tx, [rowFor(tx, id, tx.me.user_id)])[0]!, as_of: tailCursor(tx) };
}

/** What was counted in it when it came into a member's list. */
export type Counts = Pick<Mine, "last_seq" | "last_read_seq" | "unread_count" | "mention_count">;

export function countsIn(tx: Read, id: DirectId, user_id: UserId): Counts {
	const [{ is_member: _, ...counts }] = mineIn(tx, [id], user_id) as [Mine];
	return counts;
}

/** As it was to a member when it came into their list: what came after that follows as events. */
export function directAt(tx: Read, id: DirectId, user_id: UserId, counts: Counts): DirectConversation {
	const row = { ...rowFor(tx, id, user_id), hidden_at: null };
	return toDirect(tx, user_id, row, membersOf(tx, [id]).get(id)!, counts, chosenIn(tx, id, user_id));
}

/** A page is cut short where conversations have many members, each of whom is in it with a profile. */
const max_listed_people = 1_000;

/** Those in the caller's list; the newest activity comes first. The cursor is the place of the last one before. */
export function listDirects(tx: Read, { limit, cursor }: Pick<ListDirects, "limit" | "cursor">): DirectPage {
	const [before_ms, before_num] = (cursor ?? `${Number.MAX_SAFE_INTEGER}.0`).split(".").map(Number) as [number, number];
	const rows = tx.sql<Listed>`
		WITH mine AS (
			SELECT c.num, c.id, c.created_at, c.member_count, cm.hidden_at,
				(SELECT created_ms FROM messages WHERE timeline = -c.num ORDER BY seq DESC LIMIT 1) AS last_ms
			FROM conversation_members cm INDEXED BY conversation_members_by_user
			CROSS JOIN conversations c ON c.id = cm.conversation_id
			JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = cm.user_id
			WHERE cm.user_id = ${tx.me.user_id} AND cm.conversation_id GLOB 'dm_*' AND cm.hidden_at IS NULL
		), dated AS (
			SELECT *, coalesce(last_ms, CAST(round(unixepoch(created_at, 'subsec') * 1000) AS INTEGER)) AS active_ms FROM mine
		)
		SELECT * FROM dated WHERE (active_ms, num) < (${before_ms}, ${before_num})
		ORDER BY active_ms DESC, num DESC LIMIT ${limit + 1}`;
	const page = takeWithin(rows.slice(0, limit), ({ member_count }) => member_count, max_listed_people);
	const has_more = rows.length > page.length;
	const [last] = page.slice(-1);
	return {
		conversations: toMyDirects(tx, page),
		has_more,
		...(has_more && last && { next_cursor: `${last.active_ms}.${last.num}` }),
	};
}

/** @throws ChatError conflict when nobody else is there to read what the caller would send */
export function requireRecipient({ sql, me }: Read, id: DirectId): void {
	const [other] = sql`
		SELECT 1 FROM conversation_members cm JOIN members m ON m.user_id = cm.user_id
		WHERE cm.conversation_id = ${id} AND cm.user_id <> ${me.user_id} AND m.left_at IS NULL LIMIT 1`;
	if (!other) throw new ChatError("conflict", "direct conversation has no active recipient");
}
