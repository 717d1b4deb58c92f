import type {
	ChannelId,
	ChannelMemberPage,
	EventOf,
	ListChannelMembers,
	MyChannel,
	UserId,
} from "@clickclack/protocol";
import { max_default_channels, seesUnjoined } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { audit, privateIn } from "../audit-log.ts";
import { dropConversation } from "../conversations/delete.ts";
import { deleteMember, insertMember, isIn } from "../conversations/members.ts";
import { headOf } from "../conversations/row.ts";
import { type MemberRow, getMember, toUser } from "../members/row.ts";
import { forgetSettings } from "../notification-settings.ts";
import { setPosition } from "../reads.ts";
import type { Read, Write } from "../transaction.ts";
import { type ChannelRow, getChannel, toChannel, visibleChannel } from "./row.ts";

type Joined = EventOf<"channel.member_joined">;
type Change = { channel: MyChannel; event?: Joined };

/** Adds somebody to a channel: they begin at its head. Nothing happens to a member. @param by_group 1 where a group brings them */
export function enterChannel(
	tx: Write,
	channel: ChannelRow,
	user_id: UserId,
	by_group: 1 | null = null,
): Joined | undefined {
	if (isIn(tx, channel.id, user_id)) return undefined;
	const head = headOf(tx, channel.id);
	const member_count = insertMember(tx, channel.id, user_id, by_group);
	forgetSettings(tx, channel.id, user_id);
	setPosition(tx, user_id, channel.id, head);
	return tx.emit({
		type: "channel.member_joined",
		conversation_id: channel.id,
		seq: head,
		ids: { channel_id: channel.id, user_id },
		resource: { channel: toChannel(tx, { ...channel, member_count }) },
	});
}

/** Deletes a private channel with its last member: nobody could ever see it again. */
export function exitChannel(tx: Write, channel: ChannelRow, user_id: UserId): void {
	const { id: channel_id, kind } = channel;
	if (!isIn(tx, channel_id, user_id)) return;
	const member_count = deleteMember(tx, channel_id, user_id);
	tx.emit({
		type: "channel.member_left",
		conversation_id: channel_id,
		also: user_id,
		// the count at that moment: somebody who left may not learn a later one
		ids: { channel_id, user_id, member_count },
		resource: {},
	});
	if (kind === "private" && member_count === 0) dropConversation(tx, channel);
}

/**
 * New members join the channels that owners have chosen, or the oldest public one where they have chosen none; guests join only
 * the channels they are added to.
 */
export function joinDefaultChannels(tx: Write, member: MemberRow): void {
	const [first, ...rest] = tx.sql<ChannelRow>`
		SELECT ch.*, c.kind, c.created_at, c.member_count FROM channels ch CROSS JOIN conversations c ON c.id = ch.id
		WHERE c.kind = 'public' AND ch.archived_at IS NULL
		ORDER BY ch.is_default DESC, c.created_at, c.id LIMIT ${max_default_channels}`;
	if (!first || !seesUnjoined(member, first)) return;
	for (const channel of [first, ...rest.filter(({ is_default }) => is_default === 1)])
		enterChannel(tx, channel, member.user_id);
}

export function leaveAllChannels(tx: Write, user_id: UserId): void {
	const mine = tx.sql<ChannelRow>`
		SELECT ch.*, c.kind, c.created_at, c.member_count FROM conversation_members cm
		JOIN channels ch ON ch.id = cm.conversation_id JOIN conversations c ON c.id = ch.id
		WHERE cm.user_id = ${user_id}`;
	for (const channel of mine) exitChannel(tx, channel, user_id);
}

export function joinChannel(tx: Write, { channel_id }: { channel_id: ChannelId }): Change {
	const channel = visibleChannel(tx, channel_id);
	if (isIn(tx, channel_id, tx.me.user_id)) return { channel: getChannel(tx, { channel_id }) };
	permit(tx, "channel.join", channel);
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
	permit(tx, "channel.add_member", channel);
	const member = getMember(tx, user_id);
	const event = enterChannel(tx, channel, user_id);
	if (event) auditAccess(tx, "channel.member_added", channel, member);
	return { channel: getChannel(tx, { channel_id }), event };
}

export function removeChannelMember(
	tx: Write,
	{ channel_id, user_id }: { channel_id: ChannelId; user_id: UserId },
): void {
	const channel = visibleChannel(tx, channel_id);
	if (user_id !== tx.me.user_id) permit(tx, "channel.remove_member", channel);
	const member = getMember(tx, user_id);
	if (user_id !== tx.me.user_id && isIn(tx, channel_id, user_id))
		auditAccess(tx, "channel.member_removed", channel, member);
	exitChannel(tx, channel, user_id);
}

/** Of those who would not see the channel by themselves: others come and go as they like. */
export function auditAccess(
	tx: Write,
	action: "channel.member_added" | "channel.member_removed",
	channel: ChannelRow,
	member: MemberRow,
): void {
	const { user_id } = member;
	if (seesUnjoined(member, channel)) return;
	audit(tx, { action, target_id: channel.id, ...privateIn(channel), name: channel.name, user_id });
}

/** By name. The cursor names the last member of the page before. */
export function listChannelMembers(
	tx: Read,
	{ channel_id, limit, cursor }: ListChannelMembers & { channel_id: ChannelId },
): ChannelMemberPage {
	visibleChannel(tx, channel_id);
	const rows = tx.sql<MemberRow>`
		SELECT m.* FROM conversation_members cm JOIN members m ON m.user_id = cm.user_id
		LEFT JOIN members last ON last.user_id = ${cursor ?? null}
		WHERE cm.conversation_id = ${channel_id}
			AND (last.user_id IS NULL OR (m.folded_name, m.user_id) > (last.folded_name, last.user_id))
		ORDER BY m.folded_name, m.user_id LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const has_more = rows.length > limit;
	return { members: page.map(toUser), has_more, ...(has_more && { next_cursor: page.at(-1)!.user_id }) };
}
