import {
	ChatError,
	type CreateCustomEmoji,
	type CustomEmoji,
	type EventOf,
	type UploadId,
	type UserId,
	isStandardEmoji,
	max_emoji,
} from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permit } from "./access.ts";
import { audit } from "./audit-log.ts";
import { refuseBeyond } from "./caps.ts";
import { decisionsOf } from "./permissions.ts";
import type { Read, Write } from "./transaction.ts";
import { addressOf, removeShared, share } from "./uploads/share.ts";

export const custom_emoji = sqliteTable("custom_emoji", {
	name: text().primaryKey(),
	upload_id: text().$type<UploadId>().notNull(),
	created_by: text().$type<UserId>().notNull(),
	created_at: text().notNull(),
});
type Row = typeof custom_emoji.$inferSelect;

const toCustomEmoji = ({ name, upload_id, created_by, created_at }: Row): CustomEmoji => ({
	name,
	url: addressOf(upload_id),
	created_by,
	created_at,
});

export const listCustomEmoji = ({ sql }: Read): CustomEmoji[] =>
	sql<Row>`SELECT * FROM custom_emoji ORDER BY name`.map(toCustomEmoji);

const named = ({ sql }: Read, name: string): Row | undefined =>
	sql<Row>`SELECT * FROM custom_emoji WHERE name = ${name}`[0];

function refuseName(tx: Read, name: string): void {
	if (isStandardEmoji(name))
		throw new ChatError("conflict", `:${name}: is an emoji that everybody has: choose another name`);
	if (named(tx, name)) throw new ChatError("conflict", `there is an emoji named :${name}: already`);
}

export function createCustomEmoji(
	tx: Write,
	{ name, upload_id }: CreateCustomEmoji,
): { custom_emoji: CustomEmoji; event: EventOf<"emoji.created"> } {
	permit(tx, "emoji.create", decisionsOf(tx));
	refuseName(tx, name);
	const [{ count }] = tx.sql`SELECT count(*) AS count FROM custom_emoji` as [{ count: number }];
	refuseBeyond(tx.caps.custom_emoji.workspace, count, "emoji in a workspace: delete some");
	share(tx, upload_id, { ...max_emoji, what: "an emoji" });
	const row: Row = { name, upload_id, created_by: tx.me.user_id, created_at: tx.now };
	tx.sql`INSERT INTO custom_emoji (name, upload_id, created_by, created_at)
		VALUES (${name}, ${upload_id}, ${row.created_by}, ${row.created_at})`;
	audit(tx, { action: "emoji.created", target_id: name, name: `:${name}:` });
	const custom_emoji = toCustomEmoji(row);
	return { custom_emoji, event: tx.emit({ type: "emoji.created", ids: { custom_emoji }, resource: {} }) };
}

export function deleteCustomEmoji(tx: Write, { name }: { name: string }): { event: EventOf<"emoji.deleted"> } {
	const row = named(tx, name);
	if (!row) throw new ChatError("not_found", "emoji not found");
	permit(tx, "emoji.delete", row);
	tx.sql`DELETE FROM custom_emoji WHERE name = ${name}`;
	removeShared(tx, row.upload_id);
	audit(tx, { action: "emoji.deleted", target_id: name, name: `:${name}:`, user_id: row.created_by });
	return { event: tx.emit({ type: "emoji.deleted", ids: { name }, resource: {} }) };
}
