import type { Role, SessionId, UserId, WorkspaceId } from "@clickclack/protocol";
import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

// All tables of the Directory in one file, because most of its nouns query their neighbours' tables.

export const users = sqliteTable("users", {
	id: text().$type<UserId>().primaryKey(),
	display_name: text().notNull(),
	handle: text().notNull(),
	avatar_url: text().notNull(),
	appearance_json: text(),
	notification_json: text(),
	sidebar_json: text(),
	created_at: text().notNull(),
	provisional_until: text(),
});

export const identities = sqliteTable(
	"identities",
	{
		provider: text().notNull(),
		subject: text().notNull(),
		user_id: text().$type<UserId>().notNull(),
		created_at: text().notNull(),
		verified_at: text(),
	},
	(table) => [primaryKey({ columns: [table.provider, table.subject] })],
);

export const sessions = sqliteTable("sessions", {
	id: text().$type<SessionId>().primaryKey(),
	user_id: text().$type<UserId>().notNull(),
	created_at: text().notNull(),
	expires_at: text().notNull(),
	revoked_at: text(),
});

export const keys = sqliteTable("keys", {
	id: text().primaryKey(),
	secret: text().notNull(),
	created_at: text().notNull(),
});

export const magicLinks = sqliteTable("magic_links", {
	token_hash: text().primaryKey(),
	user_id: text().$type<UserId>().notNull(),
	created_at: text().notNull(),
	expires_at: text().notNull(),
	used_at: text(),
});

export const memberships = sqliteTable(
	"memberships",
	{
		user_id: text().$type<UserId>().notNull(),
		workspace_id: text().$type<WorkspaceId>().notNull(),
		role: text().$type<Role>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.user_id, table.workspace_id] })],
);

export const former_memberships = sqliteTable(
	"former_memberships",
	{ user_id: text().$type<UserId>().notNull(), workspace_id: text().$type<WorkspaceId>().notNull() },
	(table) => [primaryKey({ columns: [table.user_id, table.workspace_id] })],
);

export const deleted_users = sqliteTable("deleted_users", { id: text().$type<UserId>().primaryKey() });

export const workspaces = sqliteTable("workspaces", {
	id: text().$type<WorkspaceId>().primaryKey(),
	tag: text().notNull(),
	name: text().notNull(),
	slug: text().notNull(),
	wanted_slug: text(),
	state: text({ enum: ["creating", "active", "deleted"] }).notNull(),
	creator_id: text().$type<UserId>().notNull(),
	created_at: text().notNull(),
	icon_url: text().notNull(),
});
