import type { ChannelId, MessagePage, Window } from "@clickclack/protocol";
import { visibleChannel } from "./channels.ts";
import { fitting } from "./fitting.ts";
import { type MessageRow, toMyMessage } from "./messages.ts";
import type { Read } from "./transaction.ts";

export interface Rows {
	rows: MessageRow[];
	has_older: boolean;
	has_newer: boolean;
}

/** A window on a timeline, ascending; bounds exclusive, `around_seq` in the middle. Without a bound: the newest. */
export function windowOn(tx: Read, timeline_id: string, { before_seq, after_seq, around_seq, limit }: Window): Rows {
	if (after_seq !== undefined) return newerThan(tx, timeline_id, after_seq, limit);
	if (around_seq === undefined) return olderThan(tx, timeline_id, before_seq ?? Number.MAX_SAFE_INTEGER, limit);
	const newer = newerThan(tx, timeline_id, around_seq - 1, Math.ceil(limit / 2));
	const older = olderThan(tx, timeline_id, around_seq, limit - newer.rows.length);
	return { rows: [...older.rows, ...newer.rows], has_older: older.has_older, has_newer: newer.has_newer };
}

/** Longest window, in characters of text: a message is never cut, but a window is. */
const max_window_text = 2 * 1024 * 1024;

/** As many as are asked for, fewer where they are long; and whether there are more that way. */
function cut(found: MessageRow[], limit: number): { rows: MessageRow[]; hasMore: boolean } {
	const rows = fitting(found.slice(0, limit), ({ body }) => body.length, max_window_text);
	return { rows, hasMore: found.length > rows.length };
}

/** One row more than asked tells whether there is more; whether the other side has any is a look into the index. */
function newerThan({ sql }: Read, timeline_id: string, seq: number, limit: number): Rows {
	const found = sql<MessageRow>`
		SELECT * FROM messages WHERE timeline_id = ${timeline_id} AND seq > ${seq} ORDER BY seq LIMIT ${limit + 1}`;
	const older = sql`SELECT 1 FROM messages WHERE timeline_id = ${timeline_id} AND seq <= ${seq} LIMIT 1`;
	const { rows, hasMore } = cut(found, limit);
	return { rows, has_older: older.length > 0, has_newer: hasMore };
}

function olderThan({ sql }: Read, timeline_id: string, seq: number, limit: number): Rows {
	const found = sql<MessageRow>`
		SELECT * FROM messages WHERE timeline_id = ${timeline_id} AND seq < ${seq} ORDER BY seq DESC LIMIT ${limit + 1}`;
	const newer = sql`SELECT 1 FROM messages WHERE timeline_id = ${timeline_id} AND seq >= ${seq} LIMIT 1`;
	const { rows, hasMore } = cut(found, limit);
	return { rows: rows.toReversed(), has_older: hasMore, has_newer: newer.length > 0 };
}

/** What says where a window lies, for both channels and threads. */
export function edges({ rows, has_older, has_newer }: Rows): Omit<MessagePage, "messages"> {
	const [oldest, newest] = [rows[0], rows.at(-1)];
	return { ...(oldest && newest && { oldest_seq: oldest.seq, newest_seq: newest.seq }), has_older, has_newer };
}

export function listMessages(tx: Read, { channel_id, ...window }: Window & { channel_id: ChannelId }): MessagePage {
	visibleChannel(tx, channel_id);
	const found = windowOn(tx, channel_id, window);
	return { messages: found.rows.map((row) => toMyMessage(tx, row)), ...edges(found) };
}
