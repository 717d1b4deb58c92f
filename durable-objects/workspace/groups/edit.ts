import {
	type CreateGroup,
	type EventOf,
	type GroupId,
	type MyGroup,
	type UpdateGroup,
	folded,
} from "@clickclack/protocol";
import { countOf } from "../../ids.ts";
import { permit } from "../access.ts";
import { audit, changesOf } from "../audit-log.ts";
import { refuseBeyond } from "../caps.ts";
import type { Read, Write } from "../transaction.ts";
import { bringAndTake } from "./channels.ts";
import { claimGroupHandle } from "./handles.ts";
import { type GroupRow, toGroup, toMyGroup, visibleGroup } from "./row.ts";

/** Who sees the group. */
export const seeing = (group_id: GroupId) => ({ audience: "group", group_id }) as const;

function refuseMore({ sql, caps }: Read): void {
	const [{ count }] = sql`SELECT count(*) AS count FROM people_groups WHERE deleted_at IS NULL` as [{ count: number }];
	refuseBeyond(caps.groups.workspace, count, "groups in a workspace: delete some");
}

export function createGroup(
	tx: Write,
	{ name, handle, description = "" }: CreateGroup,
): { group: MyGroup; event: EventOf<"group.created"> } {
	permit(tx, "group.create");
	claimGroupHandle(tx, handle);
	refuseMore(tx);
	const id = tx.newId("grp");
	const { user_id } = tx.me;
	const about = { num: countOf(id), id, name, folded_name: folded(name), handle, description, member_count: 1 };
	const row: GroupRow = { ...about, created_by: user_id, created_at: tx.now, deleted_at: null };
	tx.sql`INSERT INTO people_groups (num, id, name, folded_name, handle, description, member_count, created_by, created_at)
		VALUES (${row.num}, ${id}, ${name}, ${row.folded_name}, ${handle}, ${description}, 1, ${user_id}, ${tx.now})`;
	tx.sql`INSERT INTO group_members (group_id, user_id, role) VALUES (${id}, ${user_id}, 'admin')`;
	audit(tx, { action: "group.created", target_id: id, name, after: { name, handle } });
	const resource = { group: toGroup(tx, row) };
	const event = tx.emit({ type: "group.created", ...seeing(id), ids: { group_id: id }, resource });
	return { group: toMyGroup(tx, { ...row, my_role: "admin" }), event };
}

export function updateGroup(
	tx: Write,
	{ group_id, ...change }: UpdateGroup & { group_id: GroupId },
): { group: MyGroup; event?: EventOf<"group.updated"> } {
	const before = visibleGroup(tx, group_id);
	permit(tx, "group.update", before);
	const { name = before.name, handle = before.handle, description = before.description } = change;
	const row = { ...before, name, handle, description };
	const changes = changesOf(before, row, ["name", "handle", "description"]);
	if (!changes) return { group: toMyGroup(tx, before) };
	if (handle !== before.handle) claimGroupHandle(tx, handle, before.num);
	tx.sql`UPDATE people_groups SET name = ${name}, folded_name = ${folded(name)}, handle = ${handle},
		description = ${description} WHERE num = ${before.num}`;
	audit(tx, { action: "group.updated", target_id: group_id, name, ...changes });
	const resource = { group: toGroup(tx, row) };
	const event = tx.emit({ type: "group.updated", ...seeing(group_id), ids: { group_id }, resource });
	return { group: toMyGroup(tx, row), event };
}

/** Guests are told too, whose messages may have called it, though not its name. */
export function deleteGroup(tx: Write, { group_id }: { group_id: GroupId }): { event: EventOf<"group.deleted"> } {
	const { num, name, handle } = visibleGroup(tx, group_id);
	permit(tx, "group.create");
	tx.sql`UPDATE people_groups SET name = '', folded_name = '', handle = '', description = '', member_count = 0,
		deleted_at = ${tx.now} WHERE num = ${num}`;
	tx.sql`DELETE FROM group_members WHERE group_id = ${group_id}`;
	tx.sql`UPDATE group_channels SET leaving = 1, joined_to = NULL WHERE group_id = ${group_id}`;
	audit(tx, { action: "group.deleted", target_id: group_id, name, before: { name, handle } });
	const event = tx.emit({ type: "group.deleted", ids: { group_id }, resource: {} });
	bringAndTake(tx);
	return { event };
}
