import { ChatError, type EventOf, type MessageId, type UserId } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { audit, privateIn } from "../audit-log.ts";
import type { ConversationRow } from "../conversations/row.ts";
import { reindex, unindex } from "../search/indexing.ts";
import { groupMentionOf } from "../group-mentions.ts";
import { callsOf, mentionedInThread, noteMentions } from "../mentions.ts";
import { forwardOf } from "./forwards.ts";
import { toMessage, toMyMessage } from "./present.ts";
import { type MessageRow, isReply, visibleMessage } from "./row.ts";
import type { Sent } from "./create.ts";
import { eraseVersions, keepVersion } from "./versions.ts";
import { unpin } from "../pins.ts";
import { erasePoll, pollOf } from "../polls.ts";
import { noteThreadMentions } from "../threads/mentions.ts";
import { discountReply } from "../threads/state.ts";
import type { Write } from "../transaction.ts";
import { attachmentsOf, removeAttachments } from "../uploads/attachments.ts";
import { filterWords, reportWord } from "../word-filter/apply.ts";
import { withTwin } from "./twins.ts";

export function editMessage(
	tx: Write,
	{ message_id, body }: { message_id: MessageId; body: string },
): Sent<"message.updated"> {
	const { row: before, conversation } = visibleMessage(tx, message_id);
	permit(tx, "message.edit", before);
	permit(tx, "message.reply", conversation);
	if (before.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	if (body === "" && !forwardOf(before) && attachmentsOf(before).files.length === 0)
		throw new ChatError("invalid_request", "message body is required");
	if (before.body === body) return { message: toMyMessage(tx, before) };
	if (pollOf(before)?.voter_count) throw new ChatError("conflict", "people have voted: the question stays as it is");
	const found = filterWords(tx, conversation, { body });
	const calls = callsOf(tx, conversation.id, body);
	const isAlone = !isReply(before) && before.twin_id === null;
	const mentioned = isAlone ? calls.mentioned : mentionedInThread(calls);
	const group_mention = isAlone ? groupMentionOf(tx, conversation.id, calls, before.group_mention) : null;
	const [edited] = withTwin(tx, before).map((row) => rewrite(tx, row, { body, mentioned, group_mention }));
	const { row, event } = edited!;
	reportWord(tx, row, found);
	return { message: toMyMessage(tx, row), event };
}

interface Text extends Pick<MessageRow, "body" | "group_mention"> {
	mentioned: UserId[];
}

function rewrite(
	tx: Write,
	before: MessageRow,
	{ body, mentioned, group_mention }: Text,
): { row: MessageRow; event: EventOf<"message.updated"> } {
	const mentions_json = mentioned.length > 0 ? JSON.stringify(mentioned) : null;
	const row: MessageRow = { ...before, body, mentions_json, group_mention, edited_at: tx.now };
	tx.sql`UPDATE messages
		SET body = ${body}, mentions_json = ${mentions_json}, group_mention = ${group_mention}, edited_at = ${tx.now}
		WHERE num = ${row.num}`;
	keepVersion(tx, before);
	reindex(tx, row);
	const event = tx.emit({ type: "message.updated", ...change(tx, row) });
	note(tx, before, mentioned);
	return { row, event };
}

/** Whom it mentions now; one that was also sent to a thread tells that there. */
function note(tx: Write, before: MessageRow, mentioned: UserId[]): void {
	if (isReply(before)) noteThreadMentions(tx, before, mentioned);
	else if (before.twin_id === null) noteMentions(tx, before, mentioned);
}

/** Leaves a tombstone: the message keeps its seq, and its text, its topic and what it quotes, forwards or asks are erased. */
export function deleteMessage(tx: Write, { message_id }: { message_id: MessageId }): Sent<"message.deleted"> {
	const { row: before } = visibleMessage(tx, message_id);
	permit(tx, "message.delete", before);
	if (before.deleted_at !== null) return { message: toMyMessage(tx, before) };
	const { row, event } = eraseMessage(tx, before);
	return { message: toMyMessage(tx, row), event };
}

/** As it is, whoever may. */
export function eraseMessage(tx: Write, before: MessageRow): ReturnType<typeof erase> {
	const { id: target_id, author_id: user_id, conversation_id } = before;
	if (user_id !== tx.me.user_id) {
		const [place] = tx.sql<Pick<ConversationRow, "id" | "kind">>`
			SELECT id, kind FROM conversations WHERE id = ${conversation_id}`;
		audit(tx, { action: "message.deleted", target_id, ...privateIn(place!), user_id });
	}
	const [deleted] = withTwin(tx, before).map((row) => erase(tx, row));
	return deleted!;
}

function erase(tx: Write, before: MessageRow): { row: MessageRow; event: EventOf<"message.deleted"> } {
	const unquoted = {
		quoted_id: null,
		quoted_author_id: null,
		quoted_body_snapshot: null,
		forwarded_json: null,
		poll_json: null,
		topic_id: null,
		attachments_json: null,
	};
	const emptied = { body: "", mentions_json: null, group_mention: null, reactions_json: null, ...unquoted };
	const row: MessageRow = { ...before, ...emptied, deleted_at: tx.now };
	tx.sql`UPDATE messages SET body = '', mentions_json = NULL, group_mention = NULL, reactions_json = NULL,
			quoted_num = NULL, quoted_body_snapshot = NULL, forwarded_json = NULL, poll_json = NULL, topic_num = NULL,
			attachments_json = NULL, deleted_at = ${tx.now}
		WHERE num = ${row.num}`;
	tx.sql`DELETE FROM reactions WHERE message_num = ${row.num}`;
	erasePoll(tx, before);
	removeAttachments(tx, before);
	eraseVersions(tx, row);
	unindex(tx, row);
	note(tx, before, []);
	const event = tx.emit({ type: "message.deleted", ...change(tx, row) });
	unpin(tx, row);
	if (isReply(row)) discountReply(tx, row.root_id);
	return { row, event };
}

/** The event of an edit, a deletion or another topic. */
export function change(tx: Write, row: MessageRow) {
	const message = toMessage(tx, row);
	return {
		conversation_id: row.conversation_id,
		...(!isReply(row) && { seq: row.seq }),
		ids: { message_id: row.id, root_message_id: row.root_id },
		resource: { message },
	};
}
