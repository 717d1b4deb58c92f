import type { EventOf, GroupId, MyGroup, PutGroupMember, UserId } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { audit } from "../audit-log.ts";
import { refuseBeyond } from "../caps.ts";
import { type MemberRow, getMember } from "../members/row.ts";
import type { Read, Write } from "../transaction.ts";
import { bringToAll, takeFromAll } from "./channels.ts";
import { seeing } from "./edit.ts";
import { type GroupRow, anyGroup, group_members, toMyGroup, visibleGroup } from "./row.ts";

type Key = { group_id: GroupId; user_id: UserId };
type Role = typeof group_members.$inferSelect.role;

const roleIn = ({ sql }: Read, { group_id, user_id }: Key): Role | undefined =>
	sql<{ role: Role }>`SELECT role FROM group_members WHERE group_id = ${group_id} AND user_id = ${user_id}`[0]?.role;

export function putGroupMember(
	tx: Write,
	{ role: wanted, ...key }: PutGroupMember & Key,
): { group: MyGroup; event?: EventOf<"group.member_added"> } {
	const group = visibleGroup(tx, key.group_id);
	permit(tx, "group.update", group);
	const member = getMember(tx, key.user_id);
	const before = roleIn(tx, key);
	const role = wanted ?? before ?? "member";
	if (before === role) return { group: toMyGroup(tx, group) };
	const { group_id: target_id, user_id } = key;
	if (before === undefined) {
		enter(tx, group, member, role);
		audit(tx, { action: "group.member_added", target_id, name: group.name, user_id, after: { role } });
	} else {
		tx.sql`UPDATE group_members SET role = ${role} WHERE group_id = ${target_id} AND user_id = ${user_id}`;
		const roles = { before: { role: before }, after: { role } };
		audit(tx, { action: "group.member_role_changed", target_id, name: group.name, user_id, ...roles });
	}
	const resource = { group: anyGroup(tx, target_id) };
	const event = tx.emit({ type: "group.member_added", ...seeing(target_id), ids: { ...key, role }, resource });
	return { group: toMyGroup(tx, visibleGroup(tx, target_id)), event };
}

function enter(tx: Write, group: GroupRow, member: MemberRow, role: Role): void {
	const [group_id, user_id] = [group.id, member.user_id];
	refuseBeyond(tx.caps.group_members.group, group.member_count, "members in a group: remove some, or make another one");
	tx.sql`INSERT INTO group_members (group_id, user_id, role) VALUES (${group_id}, ${user_id}, ${role})`;
	tx.sql`UPDATE people_groups SET member_count = member_count + 1 WHERE num = ${group.num}`;
	bringToAll(tx, group_id, member);
}

export function removeGroupMember(tx: Write, key: Key): void {
	const group = visibleGroup(tx, key.group_id);
	// leaving is never restricted
	if (key.user_id !== tx.me.user_id) permit(tx, "group.update", group);
	const { user_id } = getMember(tx, key.user_id);
	if (roleIn(tx, key) === undefined) return;
	const { id: target_id, name } = group;
	audit(tx, { action: "group.member_removed", target_id, name, user_id });
	exit(tx, key);
	takeFromAll(tx, key.group_id, user_id);
}

function exit(tx: Write, key: Key): void {
	tx.sql`DELETE FROM group_members WHERE group_id = ${key.group_id} AND user_id = ${key.user_id}`;
	const [row] = tx.sql<Pick<GroupRow, "member_count">>`
		UPDATE people_groups SET member_count = member_count - 1 WHERE id = ${key.group_id} RETURNING member_count`;
	tx.emit({
		type: "group.member_removed",
		...seeing(key.group_id),
		also: key.user_id,
		ids: { ...key, member_count: row!.member_count },
		resource: {},
	});
}

/** Of somebody who leaves the workspace, with all its channels. */
export function leaveAllGroups(tx: Write, user_id: UserId): void {
	const mine = tx.sql<{ group_id: GroupId }>`SELECT group_id FROM group_members WHERE user_id = ${user_id}`;
	for (const { group_id } of mine) exit(tx, { group_id, user_id });
}
