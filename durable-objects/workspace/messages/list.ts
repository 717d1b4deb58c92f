import type { ConversationId, ListMessages, MessagePage, Window } from "@clickclack/protocol";
import { tailCursor } from "../events/log.ts";
import { timelineOf, visibleConversation } from "../conversations/row.ts";
import { takeWithin } from "../take-within.ts";
import { topicIn, topicsOf } from "../topics.ts";
import { max_window_bytes } from "./lengths.ts";
import { ofTopic } from "./of-topic.ts";
import { toMyMessages } from "./present.ts";
import { type MessageRow, messageRows } from "./row.ts";
import type { Read } from "../transaction.ts";

export interface Rows {
	rows: MessageRow[];
	has_older: boolean;
	has_newer: boolean;
}

/** As in lengths.ts; in one statement, because nothing is read more often. */
type MessageSize = Pick<MessageRow, "num"> & { bytes: number };

/** What a window is on: the messages after a seq, ascending, and those before one, descending; `limit` of them at most. */
export interface Line {
	after: (seq: number, limit: number) => MessageSize[];
	before: (seq: number, limit: number) => MessageSize[];
}

/** All messages of a timeline. */
export const wholeTimeline = ({ sql }: Read, timeline: number): Line => ({
	after: (seq, limit) => sql<MessageSize>`
		SELECT num, octet_length(body) + coalesce(octet_length(mentions_json), 0) + coalesce(octet_length(group_mention), 0) + coalesce(octet_length(reactions_json), 0)
			+ coalesce(octet_length(quoted_body_snapshot), 0) + coalesce(octet_length(forwarded_json), 0) + coalesce(octet_length(poll_json), 0)
			+ coalesce(octet_length(attachments_json), 0) AS bytes
		FROM messages WHERE timeline = ${timeline} AND seq > ${seq} ORDER BY seq LIMIT ${limit}`,
	before: (seq, limit) => sql<MessageSize>`
		SELECT num, octet_length(body) + coalesce(octet_length(mentions_json), 0) + coalesce(octet_length(group_mention), 0) + coalesce(octet_length(reactions_json), 0)
			+ coalesce(octet_length(quoted_body_snapshot), 0) + coalesce(octet_length(forwarded_json), 0) + coalesce(octet_length(poll_json), 0)
			+ coalesce(octet_length(attachments_json), 0) AS bytes
		FROM messages WHERE timeline = ${timeline} AND seq < ${seq} ORDER BY seq DESC LIMIT ${limit}`,
});

/** A window, ascending; bounds are exclusive, `around_seq` is in the middle. Without a bound: the newest. */
export function windowOn(tx: Read, line: Line, { before_seq, after_seq, around_seq, limit }: Window): Rows {
	if (after_seq !== undefined) return newerThan(tx, line, after_seq, limit);
	if (around_seq === undefined) return olderThan(tx, line, before_seq ?? Number.MAX_SAFE_INTEGER, limit);
	const newer = newerThan(tx, line, around_seq - 1, Math.ceil(limit / 2), max_window_bytes / 2);
	const older = olderThan(tx, line, around_seq, limit - newer.rows.length, max_window_bytes / 2);
	if (older.has_older || !newer.has_newer) return join(older, newer);
	// near the beginning the other side is extended
	return join(older, newerThan(tx, line, around_seq - 1, limit - older.rows.length, max_window_bytes / 2));
}

const join = (older: Rows, newer: Rows): Rows => ({
	rows: [...older.rows, ...newer.rows],
	has_older: older.has_older,
	has_newer: newer.has_newer,
});

/** Up to `limit` messages, fewer where they are long; and whether there are more in that direction. */
function cut(tx: Read, found: MessageSize[], limit: number, most: number): { rows: MessageRow[]; hasMore: boolean } {
	const places = takeWithin(found.slice(0, limit), ({ bytes }) => bytes, most);
	const rows = messageRows(
		tx,
		places.map(({ num }) => num),
	);
	return { rows, hasMore: found.length > places.length };
}

/** Reads one row more than the limit to know whether there are more; the other side is one look-up. */
function newerThan(tx: Read, line: Line, seq: number, limit: number, most = max_window_bytes): Rows {
	const { rows, hasMore } = cut(tx, line.after(seq, limit + 1), limit, most);
	return { rows, has_older: line.before(seq + 1, 1).length > 0, has_newer: hasMore };
}

function olderThan(tx: Read, line: Line, seq: number, limit: number, most = max_window_bytes): Rows {
	const { rows, hasMore } = cut(tx, line.before(seq, limit + 1), limit, most);
	return { rows, has_older: hasMore, has_newer: line.after(seq - 1, 1).length > 0 };
}

/** The edges of a window, for channels and threads. A window without messages has none. */
export function edges({ rows, has_older, has_newer }: Rows): Omit<MessagePage, "cursor" | "messages"> {
	const [oldest, newest] = [rows[0], rows.at(-1)];
	if (!oldest || !newest) return { oldest_seq: 0, newest_seq: 0, has_older: false, has_newer: false };
	return { oldest_seq: oldest.seq, newest_seq: newest.seq, has_older, has_newer };
}

export function listMessages(
	tx: Read,
	{ conversation_id, topic_id, ...window }: ListMessages & { conversation_id: ConversationId },
): MessagePage {
	const conversation = visibleConversation(tx, conversation_id);
	const line =
		topic_id === undefined
			? wholeTimeline(tx, timelineOf(conversation))
			: ofTopic(tx, conversation, topicIn(tx, conversation, topic_id).num);
	const found = windowOn(tx, line, window);
	const topics = topicsOf(tx, found.rows);
	return {
		cursor: tailCursor(tx),
		messages: toMyMessages(tx, found.rows),
		...(topics.length > 0 && { topics }),
		...edges(found),
	};
}
