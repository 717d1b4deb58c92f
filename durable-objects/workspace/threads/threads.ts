import {
	ChatError,
	type EventOf,
	type Message,
	type MessageId,
	type Thread,
	type ThreadState,
	type Window,
} from "@clickclack/protocol";
import { permit } from "../access.ts";
import { type Sending, alreadySent, append } from "../messages/create.ts";
import { edges, windowOn } from "../messages/list.ts";
import { toMessage, toMyMessage, toMyMessages } from "../messages/present.ts";
import { isReply, messageRow, rootId, visibleMessage } from "../messages/row.ts";
import type { Read, Write } from "../transaction.ts";
import { announce, countReply, toThreadState } from "./state.ts";

/** A reply's id returns its whole thread. */
export function getThread(
	tx: Read,
	{ message_id, latest, ...window }: Window & { message_id: MessageId; latest?: "true" | "false" },
): Thread {
	const { row } = visibleMessage(tx, message_id);
	const root = messageRow(tx, rootId(row))!;
	const { before_seq, around_seq, after_seq } = window;
	const isEarliest = latest !== "true" && (before_seq ?? around_seq ?? after_seq) === undefined;
	const found = windowOn(tx, root.id, isEarliest ? { ...window, after_seq: 0 } : window);
	const [first, ...replies] = toMyMessages(tx, [root, ...found.rows]);
	return {
		root: first!,
		replies,
		thread_state: toThreadState(root),
		...edges(found),
	};
}

export interface Replied {
	message: Message;
	thread_state: ThreadState;
	events?: [EventOf<"thread.reply_created">, EventOf<"thread.state_updated">];
}

/** One level deep, on purpose. */
export function replyInThread(tx: Write, { message_id, ...sending }: Sending & { message_id: MessageId }): Replied {
	const { row: root, conversation } = visibleMessage(tx, message_id);
	if (isReply(root)) throw new ChatError("invalid_request", "nested thread replies are not supported");
	const sent = alreadySent(tx, root.id, sending);
	if (sent) return { message: toMyMessage(tx, sent), thread_state: toThreadState(root) };
	permit(tx, "message.create", conversation);
	const { conversation_id } = root;
	const row = append(tx, conversation_id, root.id, sending);
	const message = toMessage(tx, row);
	const { nonce, correlation_id } = sending;
	const created = tx.emit({
		type: "thread.reply_created",
		num: row.num,
		conversation_id,
		ids: { message_id: row.id, root_message_id: root.id, nonce, correlation_id },
		resource: { message },
	});
	const updated = announce(tx, countReply(tx, root));
	return {
		message: { ...message, reactions: [] },
		thread_state: updated.payload.thread_state,
		events: [created, updated],
	};
}
