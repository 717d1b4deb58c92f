import type {
	ChannelId,
	ChannelMemberPage,
	EventOf,
	ListChannelMembers,
	MyChannel,
	Role,
	UserId,
} from "@clickclack/protocol";
import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permit } from "./access.ts";
import { dropChannel } from "./channel-deletion.ts";
import { type ChannelRow, getChannel, headOf, toChannel, visibleChannel } from "./channels.ts";
import { type MemberRow, getMember, toUser } from "./members/row.ts";
import type { Read, Write } from "./transaction.ts";

export const channel_members = sqliteTable(
	"channel_members",
	{
		channel_id: text().$type<ChannelId>().notNull(),
		user_id: text().$type<UserId>().notNull(),
		joined_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.channel_id, t.user_id] })],
);
type Joined = EventOf<"channel.member_joined">;
type Change = { channel: MyChannel; event?: Joined };

export const isIn = ({ sql }: Read, channel_id: ChannelId, user_id: UserId): boolean =>
	sql`SELECT 1 FROM channel_members WHERE channel_id = ${channel_id} AND user_id = ${user_id}`.length > 0;

/*
 * Rows of channel_members come and go by these two alone, so that the channel's count is always theirs. Those of a
 * deleted channel stay.
 */

/** @returns how many are in the channel then */
function insertRow({ sql, now }: Write, channel_id: ChannelId, user_id: UserId): number {
	sql`INSERT INTO channel_members (channel_id, user_id, joined_at) VALUES (${channel_id}, ${user_id}, ${now})`;
	const [row] = sql<Pick<ChannelRow, "member_count">>`
		UPDATE channels SET member_count = member_count + 1 WHERE id = ${channel_id} RETURNING member_count`;
	return row!.member_count;
}

/** @returns how many are in the channel then */
function deleteRow({ sql }: Write, channel_id: ChannelId, user_id: UserId): number {
	sql`DELETE FROM channel_members WHERE channel_id = ${channel_id} AND user_id = ${user_id}`;
	const [row] = sql<Pick<ChannelRow, "member_count">>`
		UPDATE channels SET member_count = member_count - 1 WHERE id = ${channel_id} RETURNING member_count`;
	return row!.member_count;
}

/** Puts somebody into a channel, caught up to its head. Nothing happens to one who is in. */
export function enterChannel(tx: Write, channel: ChannelRow, user_id: UserId): Joined | undefined {
	if (isIn(tx, channel.id, user_id)) return undefined;
	const head = headOf(tx, channel.id);
	const member_count = insertRow(tx, channel.id, user_id);
	tx.sql`INSERT INTO reads (user_id, channel_id, last_read_seq, last_read_at)
		VALUES (${user_id}, ${channel.id}, ${head}, ${tx.now})`;
	return tx.emit({
		type: "channel.member_joined",
		audience: { channel_id: channel.id },
		channel_id: channel.id,
		seq: head,
		ids: { channel_id: channel.id, user_id },
		resource: { channel: toChannel(tx, { ...channel, member_count }) },
	});
}

/** A private channel that nobody is in could never be seen again: it goes with the last one. */
function exitChannel(tx: Write, { id: channel_id, kind }: ChannelRow, user_id: UserId): void {
	if (!isIn(tx, channel_id, user_id)) return;
	const member_count = deleteRow(tx, channel_id, user_id);
	tx.sql`DELETE FROM reads WHERE channel_id = ${channel_id} AND user_id = ${user_id}`;
	tx.sql`DELETE FROM mentions WHERE channel_id = ${channel_id} AND user_id = ${user_id}`;
	tx.emit({
		type: "channel.member_left",
		audience: { channel_id, user_ids: [user_id] },
		channel_id,
		// the count of that moment: the one who left may not learn a later one
		ids: { channel_id, user_id, member_count },
		resource: {},
	});
	if (kind === "private" && member_count === 0) dropChannel(tx, channel_id);
}

/** New people land in #general, guests where they are put. */
export function joinGeneral(tx: Write, user_id: UserId, role: Role): void {
	const [general] = tx.sql<ChannelRow>`
		SELECT * FROM channels WHERE kind = 'public' AND archived_at IS NULL AND deleted_at IS NULL
		ORDER BY created_at, id LIMIT 1`;
	if (general && role !== "guest") enterChannel(tx, general, user_id);
}

export function leaveAllChannels(tx: Write, user_id: UserId): void {
	const mine = tx.sql<ChannelRow>`
		SELECT c.* FROM channel_members cm JOIN channels c ON c.id = cm.channel_id
		WHERE cm.user_id = ${user_id} AND c.deleted_at IS NULL`;
	for (const channel of mine) exitChannel(tx, channel, user_id);
}

export function joinChannel(tx: Write, { channel_id }: { channel_id: ChannelId }): Change {
	const channel = visibleChannel(tx, channel_id);
	if (isIn(tx, channel_id, tx.me.user_id)) return { channel: getChannel(tx, { channel_id }) };
	permit(tx, "join this channel", channel);
	const event = enterChannel(tx, channel, tx.me.user_id);
	return { channel: getChannel(tx, { channel_id }), event };
}

export function leaveChannel(tx: Write, { channel_id }: { channel_id: ChannelId }): void {
	exitChannel(tx, visibleChannel(tx, channel_id), tx.me.user_id);
}

export function addChannelMember(
	tx: Write,
	{ channel_id, user_id }: { channel_id: ChannelId; user_id: UserId },
): Change {
	const channel = visibleChannel(tx, channel_id);
	permit(tx, "add people here", channel);
	const event = enterChannel(tx, channel, getMember(tx, user_id).user_id);
	return { channel: getChannel(tx, { channel_id }), event };
}

export function removeChannelMember(
	tx: Write,
	{ channel_id, user_id }: { channel_id: ChannelId; user_id: UserId },
): void {
	const channel = visibleChannel(tx, channel_id);
	if (user_id !== tx.me.user_id) permit(tx, "remove people here", channel);
	exitChannel(tx, channel, getMember(tx, user_id).user_id);
}

/** By name. The cursor is the last one of the page before. */
export function listChannelMembers(
	tx: Read,
	{ channel_id, limit, cursor = "" }: ListChannelMembers & { channel_id: ChannelId },
): ChannelMemberPage {
	visibleChannel(tx, channel_id);
	const rows = tx.sql<MemberRow>`
		SELECT m.* FROM channel_members cm JOIN members m ON m.user_id = cm.user_id
		LEFT JOIN members last ON last.user_id = ${cursor}
		WHERE cm.channel_id = ${channel_id}
			AND (last.user_id IS NULL OR (m.folded_name, m.user_id) > (last.folded_name, last.user_id))
		ORDER BY m.folded_name, m.user_id LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const has_more = rows.length > limit;
	return { members: page.map(toUser), has_more, ...(has_more && { next_cursor: page.at(-1)!.user_id }) };
}
