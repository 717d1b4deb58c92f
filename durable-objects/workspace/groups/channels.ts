import type { ChannelId, GroupId, UserId } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permit } from "../access.ts";
import { audit, privateIn } from "../audit-log.ts";
import { refuseBeyond } from "../caps.ts";
import { auditAccess, enterChannel, exitChannel } from "../channels/members.ts";
import { findChannel, visibleChannel } from "../channels/row.ts";
import type { MemberRow } from "../members/row.ts";
import type { Read, Write } from "../transaction.ts";
import { visibleGroup } from "./row.ts";

export const group_channels = sqliteTable(
	"group_channels",
	{
		group_id: text().$type<GroupId>().notNull(),
		channel_id: text().$type<ChannelId>().notNull(),
		joined_to: text().$type<UserId | "">(),
		leaving: integer(),
	},
	(t) => [primaryKey({ columns: [t.group_id, t.channel_id] })],
);
type GroupChannelRow = typeof group_channels.$inferSelect;
type Key = Pick<GroupChannelRow, "group_id" | "channel_id">;

/** How many people are brought to channels, or leave them, in one transaction. */
const slice = 100;

const find = ({ sql }: Read, { group_id, channel_id }: Key): GroupChannelRow | undefined =>
	sql<GroupChannelRow>`
		SELECT * FROM group_channels WHERE group_id = ${group_id} AND channel_id = ${channel_id} AND leaving IS NULL`[0];

/** Who puts a channel into a group leaves it to the group's admins who comes in: so it takes the right to add people to both. */
export function putGroupChannel(tx: Write, key: Key): void {
	const group = visibleGroup(tx, key.group_id);
	permit(tx, "group.update", group);
	const channel = visibleChannel(tx, key.channel_id);
	permit(tx, "channel.add_member", channel);
	if (find(tx, key)) return;
	const [{ count }] = tx.sql`
		SELECT count(*) AS count FROM group_channels WHERE group_id = ${key.group_id} AND leaving IS NULL` as [
		{ count: number },
	];
	refuseBeyond(tx.caps.group_channels.group, count, "channels of a group: remove some, or make another group");
	tx.sql`INSERT INTO group_channels (group_id, channel_id, joined_to) VALUES (${key.group_id}, ${key.channel_id}, '')
		ON CONFLICT DO UPDATE SET joined_to = '', leaving = NULL`;
	const about = { name: group.name, after: { channel: channel.name }, ...privateIn(channel) };
	audit(tx, { action: "group.channel_added", target_id: group.id, ...about });
	bringAndTake(tx);
}

export function removeGroupChannel(tx: Write, key: Key): void {
	const group = visibleGroup(tx, key.group_id);
	permit(tx, "group.update", group);
	const channel = visibleChannel(tx, key.channel_id);
	if (!find(tx, key)) return;
	tx.sql`UPDATE group_channels SET leaving = 1, joined_to = NULL
		WHERE group_id = ${key.group_id} AND channel_id = ${key.channel_id}`;
	const about = { name: group.name, before: { channel: channel.name }, ...privateIn(channel) };
	audit(tx, { action: "group.channel_removed", target_id: group.id, ...about });
	bringAndTake(tx);
}

/** To the channels of a group that they have joined. Where they are already they stay as they are. */
export function bringToAll(tx: Write, group_id: GroupId, member: MemberRow): void {
	const all = tx.sql<Key>`SELECT * FROM group_channels WHERE group_id = ${group_id} AND leaving IS NULL`;
	for (const { channel_id } of all) {
		const channel = findChannel(tx, channel_id)!;
		if (enterChannel(tx, channel, member.user_id, 1)) auditAccess(tx, "channel.member_added", channel, member);
	}
}

/** From the channels of a group that they have left, but for those that another of their groups has. */
export function takeFromAll(tx: Write, group_id: GroupId, user_id: UserId): void {
	const left = tx.sql<Key>`
		SELECT gc.* FROM group_channels gc
		JOIN conversation_members cm ON cm.conversation_id = gc.channel_id AND cm.user_id = ${user_id} AND cm.by_group = 1
		WHERE gc.group_id = ${group_id} AND NOT EXISTS (
			SELECT 1 FROM group_members gm JOIN group_channels other ON other.group_id = gm.group_id
			WHERE gm.user_id = ${user_id} AND other.channel_id = gc.channel_id AND other.leaving IS NULL
		)`;
	for (const { channel_id } of left) take(tx, channel_id, user_id);
}

/** The last one in a private channel stays: with them it would be gone, and everything that was said in it. */
function take(tx: Write, channel_id: ChannelId, user_id: UserId): void {
	const channel = findChannel(tx, channel_id)!;
	if (channel.kind !== "private" || channel.member_count > 1) return exitChannel(tx, channel, user_id);
	tx.sql`UPDATE conversation_members SET by_group = NULL WHERE conversation_id = ${channel_id} AND user_id = ${user_id}`;
}

/** Whether people have yet to be brought, or taken. */
export const isBringing = ({ sql }: Pick<Read, "sql">): boolean =>
	sql`
		SELECT 1 FROM group_channels INDEXED BY group_channels_unfinished
		WHERE joined_to IS NOT NULL OR leaving = 1 LIMIT 1`.length > 0;

/** Brings people to channels that groups were given, and takes them from those that were taken; what is more than fits is left to a job. */
export function bringAndTake(tx: Write): void {
	for (let room = slice; room > 0;) {
		const [next] = tx.sql<GroupChannelRow>`
			SELECT * FROM group_channels INDEXED BY group_channels_unfinished
			WHERE joined_to IS NOT NULL OR leaving = 1 LIMIT 1`;
		if (!next) return;
		room -= next.leaving === 1 ? takeSome(tx, next, room) : bringSome(tx, next, room);
	}
	tx.addJob({ kind: "bringToChannels" });
}

/** @returns how much of the room it took: 1 for the row itself */
function bringSome(tx: Write, { group_id, channel_id, joined_to }: GroupChannelRow, room: number): number {
	const some = tx.sql<{ user_id: UserId }>`
		SELECT user_id FROM group_members WHERE group_id = ${group_id} AND user_id > ${joined_to} ORDER BY user_id LIMIT ${room}`;
	const channel = findChannel(tx, channel_id)!;
	for (const { user_id } of some) enterChannel(tx, channel, user_id, 1);
	const reached = some.length < room ? null : some.at(-1)!.user_id;
	tx.sql`UPDATE group_channels SET joined_to = ${reached} WHERE group_id = ${group_id} AND channel_id = ${channel_id}`;
	return some.length + 1;
}

/** Those whom a group brought to a channel that none of their groups has any more. */
function takeSome(tx: Write, { group_id, channel_id }: GroupChannelRow, room: number): number {
	const some = tx.sql<{ user_id: UserId }>`
		SELECT cm.user_id FROM conversation_members cm INDEXED BY conversation_members_by_group
		WHERE cm.conversation_id = ${channel_id} AND cm.by_group = 1 AND NOT EXISTS (
			SELECT 1 FROM group_members gm JOIN group_channels gc ON gc.group_id = gm.group_id
			WHERE gm.user_id = cm.user_id AND gc.channel_id = ${channel_id} AND gc.leaving IS NULL
		) LIMIT ${room}`;
	for (const { user_id } of some) take(tx, channel_id, user_id);
	if (some.length < room)
		tx.sql`DELETE FROM group_channels WHERE group_id = ${group_id} AND channel_id = ${channel_id} AND leaving = 1`;
	return some.length + 1;
}
