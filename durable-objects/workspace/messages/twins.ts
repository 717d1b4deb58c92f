import type { ConversationRow } from "../conversations/row.ts";
import { openTopic } from "../topics.ts";
import type { Write } from "../transaction.ts";
import { append } from "./create.ts";
import { type MessageRow, messageRow } from "./row.ts";

/*
 * A reply that was also sent to its conversation is two messages: the reply, and a root that says the same. An edit or a
 * deletion of one is of both.
 */

/** Sends a reply to its conversation too, without what it quotes: that is in the thread. Its topic is that of the
 * thread's root, as far as the caller may use it. @returns both */
export function appendTwin(
	tx: Write,
	conversation: ConversationRow,
	reply: MessageRow,
	root: MessageRow,
): { reply: MessageRow; also: MessageRow } {
	const topic_id = openTopic(tx, conversation, root.topic_id)?.id;
	const also = append(tx, conversation, {
		body: reply.body,
		also_send: true,
		topic_id,
		attachments_json: reply.attachments_json,
	});
	tx.sql`UPDATE messages SET twin_num = ${also.num} WHERE num = ${reply.num}`;
	tx.sql`UPDATE messages SET twin_num = ${reply.num} WHERE num = ${also.num}`;
	return { reply: { ...reply, twin_id: also.id }, also: { ...also, twin_id: reply.id, twin_root_id: root.id } };
}

/** Both, or the one alone; the given one comes first. */
export function withTwin(tx: Write, row: MessageRow): MessageRow[] {
	const twin = row.twin_id === null ? undefined : messageRow(tx, row.twin_id);
	return twin ? [row, twin] : [row];
}
