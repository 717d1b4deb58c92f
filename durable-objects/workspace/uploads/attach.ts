import { ChatError, type EventOf, type Message, type MessageId, max_attachments } from "@clickclack/protocol";
import { permit, permitPosting } from "../access.ts";
import { type ConversationRow, findVisible } from "../conversations/row.ts";
import { change } from "../messages/edit.ts";
import { forwardOf } from "../messages/forwards.ts";
import { toMyMessage } from "../messages/present.ts";
import { type MessageRow, messageRows, visibleMessage } from "../messages/row.ts";
import { withTwin } from "../messages/twins.ts";
import { reindex } from "../search/indexing.ts";
import type { Read, Write } from "../transaction.ts";
import { type StoredAttachments, attach, attachmentsOf, freeUpload } from "./attachments.ts";
import { removeUpload } from "./remove.ts";
import { type One, type UploadRow, noUpload, toAttachment, uploadRow } from "./row.ts";

/** To a message that was sent before. */
export function attachUpload(tx: Write, { message_id, upload_id }: One & { message_id: MessageId }): void {
	const { row, conversation } = visibleMessage(tx, message_id);
	permitPosting(tx, conversation.id);
	permit(tx, "message.edit", row);
	permit(tx, "message.reply", conversation);
	if (row.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	const { files } = attachmentsOf(row);
	if (files.some(({ id }) => id === upload_id)) return;
	const upload = freeUpload(tx, upload_id);
	if (files.length >= max_attachments)
		throw new ChatError("conflict", `a message has room for ${max_attachments} files`);
	attach(tx, conversation, row, [upload]);
	changeFiles(tx, row, [...files, toAttachment(upload)]);
}

/** Of the message, and of its twin. @returns the event of the first */
function changeFiles(tx: Write, message: MessageRow, files: StoredAttachments["files"]): EventOf<"message.updated"> {
	const attachments_json = JSON.stringify({ files, isChanged: true } satisfies StoredAttachments);
	const [event] = withTwin(tx, message).map((before) => {
		const row = { ...before, attachments_json };
		tx.sql`UPDATE messages SET attachments_json = ${attachments_json} WHERE num = ${row.num}`;
		reindex(tx, row);
		return tx.emit({ type: "message.updated", ...change(tx, row) });
	});
	return event!;
}

type Deleted = { message?: Message; event?: EventOf<"message.updated"> };

/** Off its message too. One that is in none is its owner's alone. */
export function deleteUpload(tx: Write, one: One): Deleted {
	const { row, message, conversation } = seenUpload(tx, one);
	if (row.state === "shared")
		throw new ChatError("conflict", "this file is an emoji, or the picture of the workspace: delete that");
	permit(tx, "upload.delete", { owner_id: ownerOf(tx, row) });
	if (!message) {
		removeUpload(tx, row);
		return {};
	}
	permit(tx, "message.reply", conversation!);
	const { files } = attachmentsOf(message);
	const left = files.filter(({ id }) => id !== row.id);
	if (left.length === 0 && message.body === "" && !forwardOf(message))
		throw new ChatError("invalid_request", "the message would be empty: delete the message");
	removeUpload(tx, row);
	const event = changeFiles(tx, message, left);
	return { message: toMyMessage(tx, messageRows(tx, [message.num])[0]!), event };
}

const ownerOf = ({ sql }: Read, { owner_num }: UploadRow): string =>
	sql<{ user_id: string }>`SELECT user_id FROM members WHERE num = ${owner_num}`[0]!.user_id;

interface Seen {
	row: UploadRow;
	message?: MessageRow;
	conversation?: ConversationRow;
}

/**
 * A file that the caller may see: the workspace's own, one in a message that they see, or their own that is in none yet.
 * @throws ChatError not_found for any other, as for none
 */
export function seenUpload(tx: Read, { upload_id }: One): Seen {
	const row = uploadRow(tx, upload_id);
	if (!row || row.state === "removing" || row.state === "pending") throw noUpload();
	if (row.state === "shared") return { row };
	if (row.message_num === null) {
		if (row.owner_num !== tx.me.num || row.ends_at! <= tx.now) throw noUpload();
		return { row };
	}
	const [message] = messageRows(tx, [row.message_num]);
	const conversation = message && findVisible(tx, message.conversation_id);
	if (!conversation) throw noUpload();
	return { row, message, conversation };
}
