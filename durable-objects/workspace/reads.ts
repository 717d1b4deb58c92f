import type { ChannelId, Receipt, UserId } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { headOf, visibleChannel } from "./channels.ts";
import { forgetMentions } from "./mentions.ts";
import type { Read, Write } from "./transaction.ts";

export const reads = sqliteTable(
	"reads",
	{
		user_id: text().$type<UserId>().notNull(),
		channel_id: text().$type<ChannelId>().notNull(),
		last_read_seq: integer().notNull(),
		last_read_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.channel_id] })],
);
type ReadRow = typeof reads.$inferSelect;

/*
 * Who writes has read: one's own message moves one's position. Writing that down each time would cost every message a
 * row, so it is derived from the timeline's index and only written when one's last message is this far ahead.
 */
const derived_span = 256;

/** How far the caller has read in which of these channels: in those that they are in. */
export function positionsIn({ sql, me }: Read, channel_ids: ChannelId[]): Map<ChannelId, number> {
	const rows = sql<{ channel_id: ChannelId; position: number }>`
		SELECT r.channel_id, max(r.last_read_seq, coalesce((
			SELECT max(m.seq) FROM messages m
			WHERE m.timeline_id = r.channel_id AND m.author_id = r.user_id
				AND m.seq > r.last_read_seq AND m.seq <= r.last_read_seq + ${derived_span}
		), 0)) AS position
		FROM json_each(${JSON.stringify(channel_ids)}) c
		CROSS JOIN reads r ON r.user_id = ${me.user_id} AND r.channel_id = c.value`;
	return new Map(rows.map(({ channel_id, position }) => [channel_id, position]));
}

/** The position as it was last written down; undefined in channels that the caller is not in. */
export function storedPosition({ sql, me }: Read, channel_id: ChannelId): number | undefined {
	const [row] =
		sql<ReadRow>`SELECT last_read_seq FROM reads WHERE user_id = ${me.user_id} AND channel_id = ${channel_id}`;
	return row?.last_read_seq;
}

/** Keeps the derivation true: called for each message that the caller sends, with what was written down before. */
export function noteOwnMessage(tx: Write, channel_id: ChannelId, seq: number, stored: number): void {
	if (stored + derived_span >= seq) return;
	tx.sql`UPDATE reads SET last_read_seq = ${seq}, last_read_at = ${tx.now}
		WHERE user_id = ${tx.me.user_id} AND channel_id = ${channel_id}`;
}

/** Never back, never past the end; says so to the reader's other devices, and to nobody else. */
export function markRead(tx: Write, { channel_id, seq }: { channel_id: ChannelId; seq: number }): Receipt {
	visibleChannel(tx, channel_id);
	const { user_id } = tx.me;
	const position = positionsIn(tx, [channel_id]).get(channel_id);
	const last_read_seq = Math.min(seq, headOf(tx, channel_id));
	const receipt = { scope_id: channel_id, user_id, last_read_at: tx.now };
	if (position === undefined) return { ...receipt, last_read_seq };
	if (last_read_seq <= position) return { ...receipt, last_read_seq: position };
	tx.sql`UPDATE reads SET last_read_seq = ${last_read_seq}, last_read_at = ${tx.now}
		WHERE user_id = ${user_id} AND channel_id = ${channel_id}`;
	forgetMentions(tx, channel_id, last_read_seq);
	tx.emit({
		type: "channel.read",
		audience: { user_ids: [user_id] },
		channel_id,
		seq: last_read_seq,
		ids: { channel_id, user_id, last_read_seq },
		resource: {},
	});
	return { ...receipt, last_read_seq };
}
