import type { ConversationId } from "@clickclack/protocol";
import type { Read } from "../transaction.ts";

/*
 * Sending a message counts as reading up to it. Storing that each time would cost every message a row, so it is derived
 * from the timeline's index, and stored only when the author's last message is this far ahead.
 */
export const derived_span = 256;

/** A conversation's head, and what the conversation is to one person. */
export interface Mine {
	last_seq: number;
	is_member: boolean;
	/** 0 where nothing was read */
	last_read_seq: number;
	/** unread messages that mention them; 0 for others than members */
	mention_count: number;
}

/**
 * For the caller, or for somebody else. In the order of the ids, which may be thousands: one statement for all of them. Who has a message in a conversation has
 * a row in reads too, so nothing is derived where there is none. Memberships are found by person, because those of one
 * person are next to each other there.
 */
export function mineIn(tx: Read, conversation_ids: ConversationId[], user_id = tx.me.user_id): Mine[] {
	const rows = tx.sql<Omit<Mine, "is_member"> & { is_member: number }>`
		WITH heads AS MATERIALIZED (
			SELECT key, value AS place,
				(SELECT coalesce(max(seq), 0) FROM messages WHERE timeline_id = value) AS last_seq,
				EXISTS (
					SELECT 1 FROM conversation_members INDEXED BY conversation_members_by_user
					WHERE user_id = ${user_id} AND conversation_id = value
				) AS is_member,
				coalesce((SELECT last_read_seq FROM reads WHERE user_id = ${user_id} AND conversation_id = value), -1) AS stored
			FROM json_each(${JSON.stringify(conversation_ids)})
		), positions AS MATERIALIZED (
			SELECT key, place, last_seq, is_member, max(stored, 0, iif(stored BETWEEN 0 AND last_seq - 1, coalesce((
				SELECT max(seq) FROM messages
				WHERE timeline_id = place AND author_id = ${user_id} AND seq > stored AND seq <= stored + ${derived_span}
			), 0), 0)) AS last_read_seq
			FROM heads
		)
		SELECT last_seq, is_member, last_read_seq, iif(is_member, (
			SELECT count(*) FROM mentions WHERE user_id = ${user_id} AND conversation_id = place AND seq > last_read_seq
		), 0) AS mention_count
		FROM positions ORDER BY key`;
	return rows.map((row) => Object.assign(row, { is_member: row.is_member === 1 }));
}
