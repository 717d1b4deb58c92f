import {
	type ChannelId,
	ChatError,
	type Group,
	type GroupId,
	type GroupRole,
	type MyGroup,
	type UserId,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../../ids.ts";
import { present } from "../../sql.ts";
import type { Read, Write } from "../transaction.ts";

/** `groups` alone is a word of SQL. */
export const people_groups = sqliteTable("people_groups", {
	num: integer().primaryKey(),
	id: text().$type<GroupId>().notNull(),
	name: text().notNull(),
	folded_name: text().notNull(),
	handle: text().notNull(),
	description: text().notNull(),
	member_count: integer().notNull(),
	created_by: text().$type<UserId>().notNull(),
	created_at: text().notNull(),
	deleted_at: text(),
});
export type GroupRow = typeof people_groups.$inferSelect;

export const group_members = sqliteTable(
	"group_members",
	{
		group_id: text().$type<GroupId>().notNull(),
		user_id: text().$type<UserId>().notNull(),
		role: text().$type<GroupRole>().notNull(),
	},
	(t) => [primaryKey({ columns: [t.group_id, t.user_id] })],
);

/** With the caller's role in it. */
export type MyGroupRow = GroupRow & { my_role: GroupRole | null };

export const toGroup = (tx: Read, row: GroupRow): Group => {
	const { id, name, handle, description, member_count, created_by, created_at } = row;
	return { id, workspace_id: tx.identity.id, name, handle, description, member_count, created_by, created_at };
};

export const toMyGroup = (tx: Read, row: MyGroupRow): MyGroup => ({
	...toGroup(tx, row),
	...present({ my_role: row.my_role }),
});

/** Of a channel that is deleted. */
export function dropFromGroups({ sql }: Write, channel_id: ChannelId): void {
	sql`DELETE FROM group_channels WHERE channel_id = ${channel_id}`;
}

/** Those that the caller sees, by name: guests only those that they are in. */
export function groupRows({ sql, me }: Read): MyGroupRow[] {
	return sql`
		SELECT g.*, gm.role AS my_role FROM people_groups g INDEXED BY people_groups_by_name
		LEFT JOIN group_members gm ON gm.group_id = g.id AND gm.user_id = ${me.user_id}
		WHERE g.deleted_at IS NULL AND (${me.role} <> 'guest' OR gm.role IS NOT NULL) ORDER BY g.folded_name, g.num`;
}

/** @throws ChatError not_found also for one that the caller does not see */
export function visibleGroup({ sql, me }: Read, group_id: GroupId): MyGroupRow {
	const [row] = sql<MyGroupRow>`
		SELECT g.*, gm.role AS my_role FROM people_groups g
		LEFT JOIN group_members gm ON gm.group_id = g.id AND gm.user_id = ${me.user_id}
		WHERE g.num = ${countOf(group_id)} AND g.id = ${group_id} AND g.deleted_at IS NULL
			AND (${me.role} <> 'guest' OR gm.role IS NOT NULL)`;
	if (!row) throw new ChatError("not_found", "group not found");
	return row;
}

/** Whoever sees it. */
export function anyGroup(tx: Read, group_id: GroupId): Group {
	return toGroup(tx, tx.sql<GroupRow>`SELECT * FROM people_groups WHERE num = ${countOf(group_id)}`[0]!);
}
