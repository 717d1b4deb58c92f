import type { Channel, GroupId, GroupMemberPage, GroupRole, ListGroupMembers, MyGroup } from "@clickclack/protocol";
import { type ChannelRow, toChannel } from "../channels/row.ts";
import { type MemberRow, toUser } from "../members/row.ts";
import type { Read } from "../transaction.ts";
import { groupRows, toMyGroup, visibleGroup } from "./row.ts";

export const listGroups = (tx: Read): MyGroup[] => groupRows(tx).map((row) => toMyGroup(tx, row));

/** With its channels, by name: one that the caller does not see is none of them. */
export function getGroup(tx: Read, { group_id }: { group_id: GroupId }): { group: MyGroup; channels: Channel[] } {
	const group = toMyGroup(tx, visibleGroup(tx, group_id));
	const rows = tx.sql<ChannelRow>`
		SELECT ch.*, c.kind, c.created_at, c.member_count FROM group_channels gc
		CROSS JOIN channels ch ON ch.id = gc.channel_id CROSS JOIN conversations c ON c.id = ch.id
		JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = ${tx.me.user_id}
		WHERE gc.group_id = ${group_id} AND gc.leaving IS NULL ORDER BY ch.name, ch.id`;
	return { group, channels: rows.map((row) => toChannel(tx, row)) };
}

/** By name. The cursor names the last member of the page before. */
export function listGroupMembers(
	tx: Read,
	{ group_id, limit, cursor }: ListGroupMembers & { group_id: GroupId },
): GroupMemberPage {
	visibleGroup(tx, group_id);
	const rows = tx.sql<MemberRow & { group_role: GroupRole }>`
		SELECT m.*, gm.role AS group_role FROM group_members gm JOIN members m ON m.user_id = gm.user_id
		LEFT JOIN members last ON last.user_id = ${cursor ?? null}
		WHERE gm.group_id = ${group_id}
			AND (last.user_id IS NULL OR (m.folded_name, m.user_id) > (last.folded_name, last.user_id))
		ORDER BY m.folded_name, m.user_id LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const has_more = rows.length > limit;
	return {
		members: page.map((row) => ({ user: toUser(row), role: row.group_role })),
		has_more,
		...(has_more && { next_cursor: page.at(-1)!.user_id }),
	};
}
