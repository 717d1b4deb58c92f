import { ChatError, type Upload, type UploadId } from "@clickclack/protocol";
import type { ConversationRow } from "../conversations/row.ts";
import type { MessageRow } from "../messages/row.ts";
import type { Read, Write } from "../transaction.ts";
import { removeUpload } from "./remove.ts";
import { type StoredAttachment, type UploadRow, myUpload, noUpload, toAttachment } from "./row.ts";

/** The files of a message as they are stored with it. */
export interface StoredAttachments {
	files: StoredAttachment[];
	/** since it was sent */
	isChanged?: true;
}
type Attached = Pick<MessageRow, "attachments_json">;

export const attachmentsOf = ({ attachments_json }: Attached): StoredAttachments =>
	attachments_json === null ? { files: [] } : (JSON.parse(attachments_json) as StoredAttachments);

export function attachmentFields(
	tx: Read,
	{ author_id: owner_id, ...row }: Attached & Pick<MessageRow, "author_id">,
): { attachments?: Upload[] } {
	const { files } = attachmentsOf(row);
	if (files.length === 0) return {};
	return { attachments: files.map((file) => ({ ...file, workspace_id: tx.identity.id, owner_id })) };
}

export const namesOf = (row: Attached): string[] => attachmentsOf(row).files.map(({ filename }) => filename);

/** Those that the caller may send with a message. @throws ChatError not_found | conflict */
export const filesFor = (tx: Read, ids: UploadId[]): UploadRow[] => ids.map((upload_id) => freeUpload(tx, upload_id));

/** @throws ChatError not_found for another's, as for none; conflict for one that is of a message, or not there yet */
export function freeUpload(tx: Read, upload_id: UploadId): UploadRow {
	const row = myUpload(tx, { upload_id });
	if (row.state === "attached") throw new ChatError("conflict", "this file is in a message already");
	if (row.state === "shared") throw new ChatError("conflict", "this file is the workspace's already");
	if (row.state === "pending") throw new ChatError("conflict", "this file is not stored yet");
	if (row.ends_at! <= tx.now) throw noUpload();
	return row;
}

export const asSent = (files: UploadRow[]): string | null =>
	files.length === 0 ? null : JSON.stringify({ files: files.map(toAttachment) } satisfies StoredAttachments);

/** Whether a message was sent with these; it may have lost or got some since. */
export function hasSent(row: Attached, ids: UploadId[]): boolean {
	const { files, isChanged } = attachmentsOf(row);
	return isChanged === true || files.map(({ id }) => id).join() === ids.join();
}

/** Makes them the message's: from now on whoever sees it sees them. */
export function attach(
	{ sql }: Write,
	{ num: conversation_num }: Pick<ConversationRow, "num">,
	{ num }: Pick<MessageRow, "num">,
	files: UploadRow[],
): void {
	for (const file of files)
		sql`UPDATE uploads SET state = 'attached', ends_at = NULL, conversation_num = ${conversation_num}, message_num = ${num}
			WHERE num = ${file.num}`;
}

/** With their message. */
export function removeAttachments(tx: Write, row: Attached & Pick<MessageRow, "num">): void {
	if (row.attachments_json === null) return;
	const files = tx.sql<Pick<UploadRow, "num">>`
		SELECT u.num FROM messages m JOIN uploads u ON u.conversation_num = m.conversation_num AND u.message_num = m.num
		WHERE m.num = ${row.num} AND u.message_num IS NOT NULL`;
	for (const file of files) removeUpload(tx, file);
}
