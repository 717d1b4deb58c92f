import {
	ChatError,
	type EventOf,
	type Message,
	type MessageId,
	type Thread,
	type ThreadState,
	type Window,
} from "@clickclack/protocol";
import { permitPosting } from "../access.ts";
import {
	type Sending,
	type Sent,
	alreadySent,
	announceSent,
	append,
	beginSending,
	permitSending,
} from "../messages/create.ts";
import { edges, wholeTimeline, windowOn } from "../messages/list.ts";
import { toMessage, toMyMessage, toMyMessages } from "../messages/present.ts";
import { isReply, messageRow, visibleMessage } from "../messages/row.ts";
import { appendTwin } from "../messages/twins.ts";
import { filterWords, reportWord } from "../word-filter/apply.ts";
import type { Read, Write } from "../transaction.ts";
import { keepPace } from "../slow-mode.ts";
import { followByReply } from "./follows.ts";
import { noteThreadMentions } from "./mentions.ts";
import { myThread } from "./mine.ts";
import { announce, countReply, toThreadState } from "./state.ts";

/** A reply's id returns its whole thread. */
export function getThread(
	tx: Read,
	{ message_id, latest, ...window }: Window & { message_id: MessageId; latest?: "true" | "false" },
): Thread {
	const { row } = visibleMessage(tx, message_id);
	const root = messageRow(tx, row.root_id)!;
	const { before_seq, around_seq, after_seq } = window;
	const isEarliest = latest !== "true" && (before_seq ?? around_seq ?? after_seq) === undefined;
	const found = windowOn(tx, wholeTimeline(tx, root.num), isEarliest ? { ...window, after_seq: 0 } : window);
	const [first, ...replies] = toMyMessages(tx, [root, ...found.rows]);
	return {
		root: first!,
		replies,
		thread_state: toThreadState(root),
		mine: myThread(tx, root.num),
		...edges(found),
	};
}

export interface Replied {
	message: Message;
	thread_state: ThreadState;
	events?: [EventOf<"thread.reply_created">, EventOf<"thread.state_updated">];
	also?: Required<Sent<"message.created">>;
}

/** "" is what some clients send for none; another one was refused before. */
type Replying = Omit<Sending, "body" | "topic_id"> & {
	message_id: MessageId;
	body?: string | undefined;
	topic_id?: "" | undefined;
};

/** One level deep, on purpose: of a root that came from a thread, one replies there. */
export function replyInThread(tx: Write, { message_id, body = "", topic_id: _, ...rest }: Replying): Replied {
	const sending = { body, ...rest };
	const { row: root, conversation } = visibleMessage(tx, message_id);
	if (isReply(root) || root.twin_id !== null)
		throw new ChatError("invalid_request", "nested thread replies are not supported");
	const sent = alreadySent(tx, root.num, sending);
	if (sent) return { message: toMyMessage(tx, sent), thread_state: toThreadState(root) };
	const { also_send, nonce, correlation_id } = sending;
	if (also_send) permitPosting(tx, conversation.id);
	permitSending(tx, conversation, also_send ? "message.create" : "message.reply");
	const found = filterWords(tx, conversation, sending);
	keepPace(tx, conversation);
	const { conversation_id } = root;
	// before the reply, because the log has it first
	const ownEnd = also_send ? beginSending(tx, conversation_id) : undefined;
	const alone = append(tx, conversation, sending, root);
	const { reply, also } = also_send ? appendTwin(tx, conversation, alone, root) : { reply: alone };
	const message = toMessage(tx, reply);
	followByReply(tx, root, reply);
	const created = tx.emit({
		type: "thread.reply_created",
		num: reply.num,
		conversation_id,
		ids: { message_id: reply.id, root_message_id: root.id, nonce, correlation_id },
		resource: { message },
	});
	const sentToo = also && announceSent(tx, conversation, also, ownEnd);
	const updated = announce(tx, countReply(tx, root));
	noteThreadMentions(tx, { ...reply, mentions_json: null }, message.mentioned_user_ids);
	reportWord(tx, reply, found);
	return {
		message: { ...message, reactions: [] },
		thread_state: updated.payload.thread_state,
		events: [created, updated],
		...(sentToo && { also: sentToo }),
	};
}
