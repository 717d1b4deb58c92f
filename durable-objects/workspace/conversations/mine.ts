import { type ConversationId, most_counted } from "@clickclack/protocol";
import type { Read } from "../transaction.ts";

/*
 * Sending does not move the position, except that it stays at the end: a message of one's own right after it is read. That
 * is derived from the timeline's index, and so is how many of one's own come later, because storing either would cost every
 * message a row. One's own messages are looked for this far after the position, and as far as `reads.own_until` says.
 */
export const own_span = 256;

/** A conversation's head, and what the conversation is to one person. */
export interface Mine {
	last_seq: number;
	is_member: boolean;
	/** 0 where nothing was read */
	last_read_seq: number;
	/** live messages of others after that; see `most_counted` */
	unread_count: number;
	/** those of them that mention the person; 0 for others than members */
	mention_count: number;
}

/**
 * For the caller, or for somebody else. In the order of the ids, which may be thousands: one statement for all of them.
 * Who has a message in a conversation has a row in reads too, so nobody else has one of their own. Memberships are found by
 * person, because those of one person are next to each other there. What is unread is not walked through: it is all after
 * the position, without one's own, which are near it, and without what was deleted, which has an index.
 */
export function mineIn(tx: Read, conversation_ids: ConversationId[], user_id = tx.me.user_id): Mine[] {
	const rows = tx.sql<Omit<Mine, "is_member"> & { is_member: number }>`
		WITH heads AS MATERIALIZED (
			SELECT key, value AS place, -c.num AS timeline, coalesce(r.last_read_seq, 0) AS stored,
				max(coalesce(r.own_until, 0), coalesce(r.last_read_seq, -${own_span}) + ${own_span}) AS own_end,
				(SELECT coalesce(max(seq), 0) FROM messages WHERE timeline = -c.num) AS last_seq,
				EXISTS (
					SELECT 1 FROM conversation_members INDEXED BY conversation_members_by_user
					WHERE user_id = ${user_id} AND conversation_id = value
				) AS is_member
			FROM json_each(${JSON.stringify(conversation_ids)}) CROSS JOIN conversations c ON c.id = value
			LEFT JOIN reads r ON r.user_id = ${user_id} AND r.conversation_id = value
		), positions AS MATERIALIZED (
			SELECT key, place, timeline, is_member, last_seq, author, own_end, iif(stored < min(last_seq, own_end), coalesce((
				SELECT seq - 1 FROM messages
				WHERE timeline = heads.timeline AND author_num <> author AND seq > stored AND seq <= own_end
				ORDER BY seq LIMIT 1
			), min(last_seq, own_end)), stored) AS last_read_seq
			FROM heads, (SELECT num AS author FROM members WHERE user_id = ${user_id})
		)
		SELECT last_seq, is_member, last_read_seq, CASE
			WHEN last_seq - last_read_seq > ${most_counted} THEN ${most_counted}
			WHEN last_seq = last_read_seq THEN 0
			ELSE last_seq - last_read_seq - (
				SELECT count(*) FROM messages
				WHERE timeline = positions.timeline AND author_num = author AND seq > last_read_seq AND seq <= own_end
			) - (
				SELECT count(*) FROM messages INDEXED BY messages_deleted
				WHERE timeline = positions.timeline AND author_num <> author AND seq > last_read_seq AND deleted_at IS NOT NULL
			) END AS unread_count,
			iif(is_member AND last_seq > last_read_seq, (
				SELECT count(*) FROM mentions WHERE user_id = ${user_id} AND conversation_id = place AND seq > last_read_seq
			) + (
				SELECT count(*) FROM group_mentions g
				WHERE g.timeline = positions.timeline AND g.seq > last_read_seq AND g.member_num = author AND NOT EXISTS (
					SELECT 1 FROM mentions WHERE user_id = ${user_id} AND conversation_id = place AND seq = g.seq
				)
			), 0) AS mention_count
		FROM positions ORDER BY key`;
	return rows.map((row) => Object.assign(row, { is_member: row.is_member === 1 }));
}
