import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { type SQLiteTable, getTableConfig } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import {
	deleted_users,
	former_memberships,
	identities,
	keys,
	magicLinks,
	memberships,
	sessions,
	users,
	workspaces,
} from "./directory/schema.ts";
import { newTeam } from "./test/people.ts";
import { audit_log } from "./workspace/audit-log.ts";
import { bot_tokens } from "./workspace/bots.ts";
import { channels } from "./workspace/channels/row.ts";
import { conversation_members } from "./workspace/conversations/members.ts";
import { conversations } from "./workspace/conversations/row.ts";
import { directs } from "./workspace/directs/row.ts";
import { events } from "./workspace/events/log.ts";
import { invites } from "./workspace/invites.ts";
import { members } from "./workspace/members/row.ts";
import { mentions } from "./workspace/mentions.ts";
import { messages } from "./workspace/messages/row.ts";
import { notification_settings } from "./workspace/notification-settings.ts";
import { thread_follows } from "./workspace/threads/follows.ts";
import { thread_mentions } from "./workspace/threads/mentions.ts";
import { message_versions } from "./workspace/messages/versions.ts";
import { pins } from "./workspace/pins.ts";
import { poll_votes } from "./workspace/polls.ts";
import { reactions } from "./workspace/reactions.ts";
import { report_reasons, reports } from "./workspace/reports/row.ts";
import { reads } from "./workspace/reads.ts";
import { reminders } from "./workspace/reminders.ts";
import { attention } from "./workspace/attention.ts";
import { saved_messages } from "./workspace/saved-messages.ts";
import { custom_emoji } from "./workspace/custom-emoji.ts";
import { drafts } from "./workspace/drafts.ts";
import { scheduled_messages } from "./workspace/scheduled-messages.ts";
import { sidebars } from "./workspace/sidebar.ts";
import { slow_mode } from "./workspace/slow-mode.ts";
import { group_channels } from "./workspace/groups/channels.ts";
import { group_members, people_groups } from "./workspace/groups/row.ts";
import { topics } from "./workspace/topics.ts";
import { uploads } from "./workspace/uploads/row.ts";
import { revoked_sessions } from "./workspace/sessions.ts";
import { workspace } from "./workspace/workspaces.ts";

interface Column {
	name: string;
	type: string;
	notnull: number;
	pk: number;
}

/** The tables that SQLite has. The search index and the tables of jobs and migrations are not declared with drizzle. */
function migrated({ sql }: DurableObjectStorage): Record<string, Column[]> {
	const names = sql
		.exec<{ name: string }>(
			`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('jobs', 'migrations')
			AND name NOT GLOB 'search*' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'`,
		)
		.toArray();
	const columns = (name: string) =>
		sql.exec<Column & Record<string, SqlStorageValue>>(`PRAGMA table_info(${name})`).toArray();
	return Object.fromEntries(
		names.map((table) => [
			table.name,
			columns(table.name).map(({ name, type, notnull, pk }) => ({ name, type, notnull, pk })),
		]),
	);
}

/** The tables that the code declares. SQLite primary keys are never null, whatever their declaration says. */
function declared(tables: SQLiteTable[]): Record<string, Column[]> {
	return Object.fromEntries(
		tables.map((table) => {
			const { name, columns, primaryKeys } = getTableConfig(table);
			const key = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
			const of = (column: (typeof columns)[number]): Column => ({
				name: column.name,
				type: column.getSQLType().toUpperCase(),
				notnull: Number(column.notNull),
				pk: key.indexOf(column) + 1,
			});
			return [name, columns.map(of)];
		}),
	);
}

/** `INTEGER PRIMARY KEY` is never null, but SQLite reports it as nullable. */
const comparable = (tables: Record<string, Column[]>) =>
	Object.fromEntries(
		Object.entries(tables).map(([name, columns]) => [
			name,
			columns.map((column) => (column.pk > 0 ? { ...column, notnull: 1 } : column)),
		]),
	);

test("the Directory's declared tables match its migrations", async () => {
	const stub = env.DIRECTORY.getByName("directory");
	const real = await runInDurableObject(stub, (_, { storage }) => migrated(storage));
	const tables = [
		identities,
		keys,
		magicLinks,
		memberships,
		former_memberships,
		deleted_users,
		sessions,
		users,
		workspaces,
	];
	expect(comparable(declared(tables))).toEqual(comparable(real));
});

test("a workspace's declared tables match its migrations", async () => {
	const { stub } = await newTeam();
	const real = await runInDurableObject(stub, (_, { storage }) => migrated(storage));
	const nouns = [
		audit_log,
		bot_tokens,
		conversations,
		conversation_members,
		channels,
		directs,
		events,
		invites,
		members,
		mentions,
		messages,
		pins,
		poll_votes,
		topics,
		people_groups,
		group_members,
		group_channels,
		uploads,
		reactions,
		message_versions,
		notification_settings,
		sidebars,
		slow_mode,
		reads,
		reminders,
		report_reasons,
		reports,
		attention,
		saved_messages,
		scheduled_messages,
		custom_emoji,
		drafts,
		thread_follows,
		thread_mentions,
	];
	expect(comparable(declared([...nouns, revoked_sessions, workspace]))).toEqual(comparable(real));
});
