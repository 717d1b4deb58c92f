import type { ConversationId, MessagePage, Window } from "@clickclack/protocol";
import { tailCursor } from "../events/log.ts";
import { timelineOf, visibleConversation } from "../conversations/row.ts";
import { takeWithin } from "../take-within.ts";
import { max_window_bytes } from "./lengths.ts";
import { toMyMessages } from "./present.ts";
import { type MessageRow, messageRows } from "./row.ts";
import type { Read } from "../transaction.ts";

export interface Rows {
	rows: MessageRow[];
	has_older: boolean;
	has_newer: boolean;
}

/** A window on a timeline, ascending; bounds are exclusive, `around_seq` is in the middle. Without a bound: the newest. */
export function windowOn(tx: Read, timeline: number, { before_seq, after_seq, around_seq, limit }: Window): Rows {
	if (after_seq !== undefined) return newerThan(tx, timeline, after_seq, limit);
	if (around_seq === undefined) return olderThan(tx, timeline, before_seq ?? Number.MAX_SAFE_INTEGER, limit);
	const newer = newerThan(tx, timeline, around_seq - 1, Math.ceil(limit / 2), max_window_bytes / 2);
	const older = olderThan(tx, timeline, around_seq, limit - newer.rows.length, max_window_bytes / 2);
	if (older.has_older || !newer.has_newer) return join(older, newer);
	// near the beginning the other side is extended
	return join(older, newerThan(tx, timeline, around_seq - 1, limit - older.rows.length, max_window_bytes / 2));
}

const join = (older: Rows, newer: Rows): Rows => ({
	rows: [...older.rows, ...newer.rows],
	has_older: older.has_older,
	has_newer: newer.has_newer,
});

/** As in lengths.ts; in one statement, because nothing is read more often. */
type MessageSize = Pick<MessageRow, "num"> & { bytes: number };

/** Up to `limit` messages, fewer where they are long; and whether there are more in that direction. */
function cut(tx: Read, found: MessageSize[], limit: number, most: number): { rows: MessageRow[]; hasMore: boolean } {
	const places = takeWithin(found.slice(0, limit), ({ bytes }) => bytes, most);
	const rows = messageRows(
		tx,
		places.map(({ num }) => num),
	);
	return { rows, hasMore: found.length > places.length };
}

/** Reads one row more than the limit to know whether there are more; the other side is one look-up in the index. */
function newerThan(tx: Read, timeline: number, seq: number, limit: number, most = max_window_bytes): Rows {
	const found = tx.sql<MessageSize>`
		SELECT num, octet_length(body) + coalesce(octet_length(mentions_json), 0) + coalesce(octet_length(group_mention), 0) + coalesce(octet_length(reactions_json), 0)
			+ coalesce(octet_length(quoted_body_snapshot), 0) + coalesce(octet_length(forwarded_json), 0) + coalesce(octet_length(poll_json), 0) AS bytes
		FROM messages WHERE timeline = ${timeline} AND seq > ${seq} ORDER BY seq LIMIT ${limit + 1}`;
	const older = tx.sql`SELECT 1 FROM messages WHERE timeline = ${timeline} AND seq <= ${seq} LIMIT 1`;
	const { rows, hasMore } = cut(tx, found, limit, most);
	return { rows, has_older: older.length > 0, has_newer: hasMore };
}

function olderThan(tx: Read, timeline: number, seq: number, limit: number, most = max_window_bytes): Rows {
	const found = tx.sql<MessageSize>`
		SELECT num, octet_length(body) + coalesce(octet_length(mentions_json), 0) + coalesce(octet_length(group_mention), 0) + coalesce(octet_length(reactions_json), 0)
			+ coalesce(octet_length(quoted_body_snapshot), 0) + coalesce(octet_length(forwarded_json), 0) + coalesce(octet_length(poll_json), 0) AS bytes
		FROM messages WHERE timeline = ${timeline} AND seq < ${seq} ORDER BY seq DESC LIMIT ${limit + 1}`;
	const newer = tx.sql`SELECT 1 FROM messages WHERE timeline = ${timeline} AND seq >= ${seq} LIMIT 1`;
	const { rows, hasMore } = cut(tx, found, limit, most);
	return { rows, has_older: hasMore, has_newer: newer.length > 0 };
}

/** The edges of a window, for channels and threads. A window without messages has none. */
export function edges({ rows, has_older, has_newer }: Rows): Omit<MessagePage, "cursor" | "messages"> {
	const [oldest, newest] = [rows[0], rows.at(-1)];
	if (!oldest || !newest) return { oldest_seq: 0, newest_seq: 0, has_older: false, has_newer: false };
	return { oldest_seq: oldest.seq, newest_seq: newest.seq, has_older, has_newer };
}

export function listMessages(
	tx: Read,
	{ conversation_id, ...window }: Window & { conversation_id: ConversationId },
): MessagePage {
	const conversation = visibleConversation(tx, conversation_id);
	const found = windowOn(tx, timelineOf(conversation), window);
	return { cursor: tailCursor(tx), messages: toMyMessages(tx, found.rows), ...edges(found) };
}
