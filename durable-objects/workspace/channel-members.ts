import type { ChannelId, EventOf, MyChannel, Role, User, UserId } from "@clickclack/protocol";
import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permit } from "./access.ts";
import { type ChannelRow, headOf, toChannel, toMine, visibleChannel } from "./channels.ts";
import { type MemberRow, getMember, toUser } from "./members.ts";
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
type ChannelMemberRow = typeof channel_members.$inferSelect;
type Joined = EventOf<"channel.member_joined">;
type Change = { channel: MyChannel; event?: Joined };

export const isIn = ({ sql }: Read, channel_id: ChannelId, user_id: UserId): boolean =>
	sql`SELECT 1 FROM channel_members WHERE channel_id = ${channel_id} AND user_id = ${user_id}`.length > 0;

/** Puts somebody into a channel, caught up to its head. Nothing happens to one who is in. */
export function enterChannel(tx: Write, channel: ChannelRow, user_id: UserId): Joined | undefined {
	if (isIn(tx, channel.id, user_id)) return undefined;
	const head = headOf(tx, channel.id);
	tx.sql`INSERT INTO channel_members (channel_id, user_id, joined_at) VALUES (${channel.id}, ${user_id}, ${tx.now})`;
	tx.sql`INSERT INTO reads (user_id, channel_id, last_read_seq, last_read_at)
		VALUES (${user_id}, ${channel.id}, ${head}, ${tx.now})`;
	return tx.emit({
		type: "channel.member_joined",
		audience: { channel_id: channel.id },
		channel_id: channel.id,
		seq: head,
		ids: { channel_id: channel.id, user_id },
		resource: { channel: toChannel(tx, channel) },
	});
}

function exitChannel(tx: Write, channel_id: ChannelId, user_id: UserId): void {
	if (!isIn(tx, channel_id, user_id)) return;
	tx.sql`DELETE FROM channel_members WHERE channel_id = ${channel_id} AND user_id = ${user_id}`;
	tx.sql`DELETE FROM reads WHERE channel_id = ${channel_id} AND user_id = ${user_id}`;
	tx.sql`DELETE FROM mentions WHERE channel_id = ${channel_id} AND user_id = ${user_id}`;
	const [left] = tx.sql<{
		count: number;
	}>`SELECT count(*) AS count FROM channel_members WHERE channel_id = ${channel_id}`;
	tx.emit({
		type: "channel.member_left",
		audience: { channel_id, user_ids: [user_id] },
		channel_id,
		// the count of that moment: the one who left may not learn a later one
		ids: { channel_id, user_id, member_count: left!.count },
		resource: {},
	});
}

/** New people land in #general, guests where they are put. */
export function joinGeneral(tx: Write, user_id: UserId, role: Role): void {
	const [general] = tx.sql<ChannelRow>`
		SELECT * FROM channels WHERE kind = 'public' AND archived_at IS NULL ORDER BY created_at, id LIMIT 1`;
	if (general && role !== "guest") enterChannel(tx, general, user_id);
}

export function leaveAllChannels(tx: Write, user_id: UserId): void {
	const mine = tx.sql<ChannelMemberRow>`SELECT * FROM channel_members WHERE user_id = ${user_id}`;
	for (const { channel_id } of mine) exitChannel(tx, channel_id, user_id);
}

export function joinChannel(tx: Write, { channel_id }: { channel_id: ChannelId }): Change {
	const channel = visibleChannel(tx, channel_id);
	if (isIn(tx, channel_id, tx.me.user_id)) return { channel: toMine(tx, channel) };
	permit(tx, "join this channel", channel);
	const event = enterChannel(tx, channel, tx.me.user_id);
	return { channel: toMine(tx, channel), event };
}

export function leaveChannel(tx: Write, { channel_id }: { channel_id: ChannelId }): void {
	visibleChannel(tx, channel_id);
	exitChannel(tx, channel_id, tx.me.user_id);
}

export function addChannelMember(
	tx: Write,
	{ channel_id, user_id }: { channel_id: ChannelId; user_id: UserId },
): Change {
	const channel = visibleChannel(tx, channel_id);
	permit(tx, "add people here", channel);
	const event = enterChannel(tx, channel, getMember(tx, user_id).user_id);
	return { channel: toMine(tx, channel), event };
}

export function removeChannelMember(
	tx: Write,
	{ channel_id, user_id }: { channel_id: ChannelId; user_id: UserId },
): void {
	const channel = visibleChannel(tx, channel_id);
	if (user_id !== tx.me.user_id) permit(tx, "remove people here", channel);
	exitChannel(tx, channel_id, getMember(tx, user_id).user_id);
}

export function listChannelMembers(tx: Read, { channel_id }: { channel_id: ChannelId }): User[] {
	visibleChannel(tx, channel_id);
	const rows = tx.sql<MemberRow>`
		SELECT m.* FROM channel_members cm JOIN members m ON m.user_id = cm.user_id
		WHERE cm.channel_id = ${channel_id} ORDER BY m.folded_name, m.user_id`;
	return rows.map(toUser);
}
