import { ChatError, type MessageId, type TopicId, isDirect } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { reindex } from "../search/indexing.ts";
import { topicFor } from "../topics.ts";
import type { Write } from "../transaction.ts";
import type { Sent } from "./create.ts";
import { change } from "./edit.ts";
import { toMyMessage } from "./present.ts";
import { isReply, visibleMessage } from "./row.ts";

/** Without one, it is taken off. It is no edit: what the message says stays. */
export function setMessageTopic(
	tx: Write,
	{ message_id, topic_id }: { message_id: MessageId; topic_id?: TopicId },
): Sent<"message.updated"> {
	const { row: before, conversation } = visibleMessage(tx, message_id);
	permit(tx, "message.set_topic", before);
	permit(tx, "message.reply", conversation);
	if (isReply(before) || isDirect(conversation.id))
		throw new ChatError("invalid_request", "only messages of channels have topics, replies have none");
	if (before.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	if (before.topic_id === (topic_id ?? null)) return { message: toMyMessage(tx, before) };
	const topic = topicFor(tx, conversation, topic_id);
	tx.sql`UPDATE messages SET topic_num = ${topic?.num ?? null} WHERE num = ${before.num}`;
	const row = { ...before, topic_id: topic?.id ?? null };
	reindex(tx, row);
	const event = tx.emit({ type: "message.updated", ...change(tx, row) });
	return { message: toMyMessage(tx, row), event };
}
