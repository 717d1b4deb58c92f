import { ChatError, type Upload, type UploadId, type UploadKind } from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../../ids.ts";
import { present } from "../../sql.ts";
import type { Read } from "../transaction.ts";

export const uploads = sqliteTable("uploads", {
	num: integer().primaryKey(),
	id: text().$type<UploadId>().notNull(),
	owner_num: integer().notNull(),
	nonce: text(),
	state: text().$type<"pending" | "stored" | "attached" | "shared" | "removing">().notNull(),
	ends_at: text(),
	parts_id: text(),
	filename: text().notNull(),
	content_type: text().notNull(),
	kind: text().$type<UploadKind>().notNull(),
	byte_size: integer().notNull(),
	width: integer(),
	height: integer(),
	duration_ms: integer(),
	placeholder: text(),
	created_at: text().notNull(),
	conversation_num: integer(),
	message_num: integer(),
	picture_json: text(),
});
export type UploadRow = typeof uploads.$inferSelect;

/** A file as it is stored with its message, whose author owns it. */
export type StoredAttachment = Omit<Upload, "workspace_id" | "owner_id" | "nonce">;

export function toAttachment(row: UploadRow): StoredAttachment {
	const { id, filename, content_type, byte_size, width, height, duration_ms, placeholder, created_at } = row;
	return present({ id, filename, content_type, byte_size, width, height, duration_ms, placeholder, created_at });
}

/** For its owner. */
export const toMyUpload = (tx: Read, row: UploadRow): Upload => ({
	...toAttachment(row),
	...(row.nonce !== null && { nonce: row.nonce }),
	workspace_id: tx.identity.id,
	owner_id: tx.me.user_id,
});

export interface One {
	upload_id: UploadId;
}

/** Whatever its state is. */
export const uploadRow = ({ sql }: Pick<Read, "sql">, upload_id: UploadId): UploadRow | undefined =>
	sql<UploadRow>`SELECT * FROM uploads WHERE num = ${countOf(upload_id)} AND id = ${upload_id}`[0];

export const noUpload = (): ChatError => new ChatError("not_found", "upload not found");

/** One of the caller's, of which others know nothing yet. @throws ChatError not_found for any other, as for none */
export function myUpload(tx: Read, { upload_id }: One): UploadRow {
	const row = uploadRow(tx, upload_id);
	if (row?.owner_num !== tx.me.num || row.state === "removing") throw noUpload();
	return row;
}
