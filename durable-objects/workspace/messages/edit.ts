import { ChatError, type MessageId } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { reindex, unindex } from "../search/indexing.ts";
import { noteMentions, resolveMentions } from "../mentions.ts";
import { toMessage, toMyMessage } from "./present.ts";
import { type MessageRow, isReply, rootId, visibleMessage } from "./row.ts";
import type { Sent } from "./create.ts";
import { discountReply } from "../threads/state.ts";
import type { Write } from "../transaction.ts";

export function editMessage(
	tx: Write,
	{ message_id, body }: { message_id: MessageId; body: string },
): Sent<"message.updated"> {
	const { row: before, conversation } = visibleMessage(tx, message_id);
	permit(tx, "message.edit", before);
	permit(tx, "message.create", conversation);
	if (before.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	if (before.body === body) return { message: toMyMessage(tx, before) };
	const mentioned = resolveMentions(tx, conversation.id, body);
	const mentions_json = mentioned.length > 0 ? JSON.stringify(mentioned) : null;
	const row: MessageRow = { ...before, body, mentions_json, edited_at: tx.now };
	tx.sql`UPDATE messages SET body = ${body}, mentions_json = ${mentions_json}, edited_at = ${tx.now} WHERE num = ${row.num}`;
	reindex(tx, row);
	if (!isReply(row)) noteMentions(tx, before, mentioned);
	return { message: toMyMessage(tx, row), event: tx.emit({ type: "message.updated", ...change(tx, row) }) };
}

/** Leaves a tombstone: the message keeps its seq, and its text is erased. */
export function deleteMessage(tx: Write, { message_id }: { message_id: MessageId }): Sent<"message.deleted"> {
	const { row: before } = visibleMessage(tx, message_id);
	permit(tx, "message.delete", before);
	if (before.deleted_at !== null) return { message: toMyMessage(tx, before) };
	const emptied = { body: "", mentions_json: null, reactions_json: null };
	const row: MessageRow = { ...before, ...emptied, deleted_at: tx.now };
	tx.sql`UPDATE messages SET body = '', mentions_json = NULL, reactions_json = NULL, deleted_at = ${tx.now}
		WHERE num = ${row.num}`;
	tx.sql`DELETE FROM reactions WHERE message_num = ${row.num}`;
	unindex(tx, row);
	if (!isReply(row)) noteMentions(tx, before, []);
	const event = tx.emit({ type: "message.deleted", ...change(tx, row) });
	if (isReply(row)) discountReply(tx, rootId(row));
	return { message: toMyMessage(tx, row), event };
}

/** Emits the event of an edit or a deletion. */
function change(tx: Write, row: MessageRow) {
	const message = toMessage(tx, row);
	return {
		conversation_id: row.conversation_id,
		...(!isReply(row) && { seq: row.seq }),
		ids: { message_id: row.id, root_message_id: rootId(row) },
		resource: { message },
	};
}
