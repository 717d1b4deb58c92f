import { type Channel, type ChannelId, ChatError, type MyChannel, type UserId, routeId } from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { present } from "../../sql.ts";
import { mineOf } from "../conversations/members.ts";
import { type ConversationRow } from "../conversations/row.ts";
import { countMentions } from "../mentions.ts";
import { positionsIn } from "../reads.ts";
import type { Read } from "../transaction.ts";

export const channels = sqliteTable("channels", {
	id: text().$type<ChannelId>().primaryKey(),
	name: text().notNull(),
	display_title: text(),
	topic: text(),
	icon_url: text(),
	sidebar_section: text(),
	external_managed: integer().notNull(),
	external_ref: text(),
	external_url: text(),
	created_by: text().$type<UserId>(),
	archived_at: text(),
});
type Columns = typeof channels.$inferSelect;

/** A channel with its conversation. */
export type ChannelRow = Columns &
	Pick<ConversationRow, "created_at" | "member_count"> & { kind: Exclude<ConversationRow["kind"], "direct"> };

/** A channel that the caller sees; to them others do not exist. */
export function visibleChannel(tx: Read, channel_id: ChannelId): ChannelRow {
	const [row] = tx.sql<ChannelRow>`
		SELECT ch.*, c.kind, c.created_at, c.member_count FROM channels ch JOIN conversations c ON c.id = ch.id
		JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = ${tx.me.user_id}
		WHERE ch.id = ${channel_id}`;
	if (!row) throw new ChatError("not_found", "channel not found");
	return row;
}

/** A channel without a check of visibility, for events. Undefined when it was deleted. */
export function findChannel({ sql }: Pick<Read, "sql">, channel_id: ChannelId): ChannelRow | undefined {
	return sql<ChannelRow>`
		SELECT ch.*, c.kind, c.created_at, c.member_count FROM channels ch JOIN conversations c ON c.id = ch.id
		WHERE ch.id = ${channel_id}`[0];
}

/** Channels in the form that is the same for every reader. There may be thousands, so each table is queried once. */
function toChannels(tx: Read, rows: ChannelRow[]): Channel[] {
	const ids = JSON.stringify(rows.map(({ id }) => id));
	const heads = tx.sql<Pick<Channel, "last_seq">>`
		SELECT (SELECT coalesce(max(seq), 0) FROM messages WHERE timeline_id = value) AS last_seq
		FROM json_each(${ids}) ORDER BY key`;
	return rows.map((row, i) => ({
		...present(row),
		route_id: routeId("C", row.id),
		workspace_id: tx.identity.id,
		external_managed: row.external_managed === 1,
		...heads[i]!,
	}));
}

export const toChannel = (tx: Read, row: ChannelRow): Channel => toChannels(tx, [row])[0]!;

/** Channels as the caller sees them. */
export function toMyChannels(tx: Read, rows: ChannelRow[]): MyChannel[] {
	const ids = rows.map(({ id }) => id);
	const [mine, positions] = [mineOf(tx, ids), positionsIn(tx, ids)];
	const mentions = countMentions(tx, new Map([...positions].filter(([id]) => mine.has(id))));
	return toChannels(tx, rows).map((channel) => {
		const last_read_seq = positions.get(channel.id)!;
		return {
			...channel,
			is_member: mine.has(channel.id),
			last_read_seq,
			unread_count: channel.last_seq - last_read_seq,
			mention_count: mentions.get(channel.id) ?? 0,
		};
	});
}

export const getChannel = (tx: Read, { channel_id }: { channel_id: ChannelId }): MyChannel =>
	toMyChannels(tx, [visibleChannel(tx, channel_id)])[0]!;

/** By name; archived channels included. */
export const listChannels = (tx: Read): MyChannel[] => toMyChannels(tx, visibleRows(tx));

export const openChannels = (tx: Read): MyChannel[] =>
	toMyChannels(
		tx,
		visibleRows(tx).filter(({ archived_at }) => archived_at === null),
	);

const visibleRows = (tx: Read): ChannelRow[] => tx.sql<ChannelRow>`
	SELECT ch.*, c.kind, c.created_at, c.member_count FROM channels ch JOIN conversations c ON c.id = ch.id
	JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = ${tx.me.user_id}
	ORDER BY ch.name, ch.id`;
