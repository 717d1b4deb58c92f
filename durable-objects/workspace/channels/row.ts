import {
	type Channel,
	type ChannelId,
	ChatError,
	type MyChannel,
	type UserId,
	can,
	routeId,
	slugify,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { present } from "../../sql.ts";
import { mineIn } from "../conversations/mine.ts";
import { type ConversationRow, headOf } from "../conversations/row.ts";
import { tailCursor } from "../events/log.ts";
import { chosenPreferences } from "../notification-settings.ts";
import { nothingUnread } from "../reads.ts";
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
	// NULL: everyone
	who_can_post: text().$type<RightHolders>(),
	who_can_add_members: text().$type<RightHolders>(),
	who_can_pin: text().$type<RightHolders>(),
	// 1 or NULL
	is_default: integer(),
	// NULL: nobody waits
	slow_mode_seconds: integer(),
});
type RightHolders = NonNullable<Channel["who_can_post"]>;
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

/** The one of this name that the caller sees, in any spelling. */
export const channelNamed = ({ sql, me }: Read, name: string): ChannelId | undefined =>
	sql<Pick<ChannelRow, "id">>`
		SELECT ch.id FROM channels ch JOIN visible_conversations v ON v.conversation_id = ch.id AND v.user_id = ${me.user_id}
		WHERE ch.name = ${slugify(name)} LIMIT 1`[0]?.id;

/** A channel without a check of visibility, for events. Undefined when it was deleted. */
export function findChannel({ sql }: Pick<Read, "sql">, channel_id: ChannelId): ChannelRow | undefined {
	return sql<ChannelRow>`
		SELECT ch.*, c.kind, c.created_at, c.member_count FROM channels ch JOIN conversations c ON c.id = ch.id
		WHERE ch.id = ${channel_id}`[0];
}

/** A channel in the form that is the same for every reader. There may be thousands, so none is copied. */
const shared = (tx: Read, row: ChannelRow, last_seq: number): Channel =>
	Object.assign(
		present(row),
		{
			route_id: routeId("C", row.id),
			workspace_id: tx.identity.id,
			external_managed: row.external_managed === 1,
			last_seq,
		},
		row.is_default === 1 && { is_default: true as const },
	);

export const toChannel = (tx: Read, row: ChannelRow): Channel => shared(tx, row, headOf(tx, row.id));

/** Channels as the caller sees them. */
function toMyChannels(tx: Read, rows: ChannelRow[]): MyChannel[] {
	const ids = rows.map(({ id }) => id);
	const chosen = chosenPreferences(tx);
	return mineIn(tx, ids).map(({ last_seq, ...mine }, i) => {
		const [row, notification_preference] = [rows[i]!, chosen.get(ids[i]!)];
		const unread = row.archived_at === null ? {} : nothingUnread;
		return Object.assign(
			shared(tx, row, last_seq),
			mine,
			unread,
			{ can_post: can("message.create", tx.me, row) },
			notification_preference && { notification_preference },
		);
	});
}

export const getChannel = (tx: Read, { channel_id }: { channel_id: ChannelId }): MyChannel =>
	Object.assign(toMyChannels(tx, [visibleChannel(tx, channel_id)])[0]!, { as_of: tailCursor(tx) });

/**
 * All that the caller sees, by name; archived channels included. With `+` they are sorted after they are read, which takes
 * half as long as to look up each by the index of names.
 */
export const listChannels = (tx: Read): MyChannel[] =>
	toMyChannels(
		tx,
		tx.sql<ChannelRow>`
			SELECT ch.*, c.kind, c.created_at, c.member_count FROM channels ch CROSS JOIN conversations c ON c.id = ch.id
			JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = ${tx.me.user_id}
			ORDER BY +ch.name, ch.id`,
	);

/** Those that the caller is in, without archived ones, by name. Found by their memberships: other channels are not read. */
export const joinedChannels = (tx: Read): MyChannel[] =>
	toMyChannels(
		tx,
		tx.sql<ChannelRow>`
			SELECT ch.*, c.kind, c.created_at, c.member_count FROM conversation_members cm
			CROSS JOIN channels ch ON ch.id = cm.conversation_id CROSS JOIN conversations c ON c.id = ch.id
			JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = cm.user_id
			WHERE cm.user_id = ${tx.me.user_id} AND ch.archived_at IS NULL ORDER BY ch.name, ch.id`,
	);
