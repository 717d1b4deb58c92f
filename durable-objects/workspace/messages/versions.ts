import { type MessageId, type MessageVersion, type MessageVersions, max_versions } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Read, Write } from "../transaction.ts";
import { type MessageRow, visibleMessage } from "./row.ts";

export const message_versions = sqliteTable(
	"message_versions",
	{
		message_num: integer().notNull(),
		version: integer().notNull(),
		body: text().notNull(),
		written_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.message_num, t.version] })],
);

/** Keeps what a message said before an edit. The oldest go when there are too many, or too long ones. */
export function keepVersion({ sql }: Write, { num, body, created_at, edited_at }: MessageRow): void {
	sql`INSERT INTO message_versions (message_num, version, body, written_at)
		SELECT ${num}, coalesce(max(version), 0) + 1, ${body}, ${edited_at ?? created_at}
		FROM message_versions WHERE message_num = ${num}`;
	sql`DELETE FROM message_versions WHERE message_num = ${num} AND version IN (
		SELECT version FROM (
			SELECT version, row_number() OVER newest AS nth, sum(length(CAST(body AS BLOB))) OVER newest AS bytes
			FROM message_versions WHERE message_num = ${num} WINDOW newest AS (ORDER BY version DESC)
		) WHERE nth > 1 AND (nth > ${max_versions.count} OR bytes > ${max_versions.bytes})
	)`;
}

export function eraseVersions({ sql }: Write, { num }: MessageRow): void {
	sql`DELETE FROM message_versions WHERE message_num = ${num}`;
}

export function listMessageVersions(tx: Read, { message_id }: { message_id: MessageId }): MessageVersions {
	const { row } = visibleMessage(tx, message_id);
	const kept = tx.sql<MessageVersion & { version: number }>`
		SELECT version, body, written_at FROM message_versions WHERE message_num = ${row.num} ORDER BY version`;
	const earlier = kept.map(({ body, written_at }) => ({ body, written_at }));
	return {
		versions: [...earlier, { body: row.body, written_at: row.edited_at ?? row.created_at }],
		is_complete: kept.length === 0 ? row.edited_at === null : kept[0]!.version === 1,
	};
}
