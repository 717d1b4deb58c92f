import {
	type ChannelId,
	ChatError,
	type ConversationId,
	type CreateMessage,
	type EventOf,
	type EventType,
	type Message,
	isDirect,
	uploadsOf,
} from "@clickclack/protocol";
import { permit, permitReading } from "../access.ts";
import { enterChannel } from "../channels/members.ts";
import { findChannel } from "../channels/row.ts";
import { deleteSent } from "../drafts.ts";
import { showToAll } from "../directs/hidden.ts";
import { requireRecipient } from "../directs/row.ts";
import { type ConversationRow, timelineOf, visibleConversation } from "../conversations/row.ts";
import { noteText } from "../search/indexing.ts";
import { groupMentionOf } from "../group-mentions.ts";
import { callsOf, mentionedInThread, noteMentions } from "../mentions.ts";
import { forwardFrom, forwardOf } from "./forwards.ts";
import { isPoll, newPoll } from "../polls.ts";
import { topicFor } from "../topics.ts";
import { countOf } from "../../ids.ts";
import { getMessage, toMessage, toMyMessage } from "./present.ts";
import { type MessageRow, messageId, messageRows } from "./row.ts";
import { keepPace } from "../slow-mode.ts";
import { quoteIn } from "./quotes.ts";
import { noteOwnMessage, standingIn } from "../reads.ts";
import { present } from "../../sql.ts";
import { filterWords, reportWord } from "../word-filter/apply.ts";
import type { Read, Write } from "../transaction.ts";
import { asSent, attach, filesFor, hasSent } from "../uploads/attachments.ts";

function sentWith(tx: Read, nonce: string): MessageRow | undefined {
	const found = tx.sql<{ num: number }>`SELECT num FROM messages WHERE author_num = ${tx.me.num} AND nonce = ${nonce}`;
	return messageRows(
		tx,
		found.map(({ num }) => num),
	)[0];
}

export interface Sending extends CreateMessage {
	body: string;
	correlation_id?: string;
	/** of a reply: also as a root of its conversation */
	also_send?: boolean;
	/** of the root of a reply that was also sent: the reply's files, which it shows too */
	attachments_json?: string | null;
}

/**
 * The message that the caller already sent with this nonce.
 * @throws ChatError nonce_conflict when its text, its place, its topic, or what it quotes, forwards, asks or has attached was different
 */
export function alreadySent(tx: Read, timeline: number, { nonce, body, ...sending }: Sending): MessageRow | undefined {
	const row = nonce === undefined ? undefined : sentWith(tx, nonce);
	if (!row) return undefined;
	const { quoted_message_id = null, forwarded_message_id, poll, topic_id, also_send = false } = sending;
	const isSaid = row.edited_at !== null || row.body === body;
	const isThere = row.quoted_id === quoted_message_id && (row.twin_id !== null) === also_send;
	// as it was sent: somebody may have changed it since
	const isAbout = row.sent_topic_num === (topic_id === undefined ? null : countOf(topic_id));
	const hasSame =
		forwardOf(row)?.asked_id === forwarded_message_id &&
		isPoll(row, poll) &&
		isAbout &&
		hasSent(row, uploadsOf(sending));
	const isSame = row.deleted_at !== null || (isSaid && isThere && hasSame);
	if (row.timeline !== timeline || !isSame)
		throw new ChatError("nonce_conflict", "client nonce was already used for a different message");
	return row;
}

/** @throws ChatError moderated | forbidden | conflict */
export function permitSending(
	tx: Read,
	conversation: ConversationRow,
	permission: "message.create" | "message.reply",
): void {
	permit(tx, permission, conversation);
	if (isDirect(conversation.id)) requireRecipient(tx, conversation.id);
}

/** Appends a message to a conversation, or to the thread of a root. It is indexed for search at once or later. */
export function append(tx: Write, conversation: ConversationRow, sending: Sending, root?: MessageRow): MessageRow {
	const { body, nonce = null, correlation_id = null } = sending;
	const timeline = root ? root.num : timelineOf(conversation);
	if (sending.quoted_message_id !== undefined) permitReading(tx, conversation.id, root !== undefined);
	const quote = quoteIn(tx, timeline, sending.quoted_message_id);
	const forwarded = forwardFrom(tx, sending.forwarded_message_id);
	const poll = newPoll(tx, sending.poll);
	const topic = topicFor(tx, conversation, sending.topic_id);
	const files = filesFor(tx, uploadsOf(sending));
	const attachments_json = sending.attachments_json ?? asSent(files);
	const calls = callsOf(tx, conversation.id, body);
	const isThread = root !== undefined || sending.also_send === true;
	const mentioned = isThread ? mentionedInThread(calls) : calls.mentioned;
	const { num, seq, last_num } = nextPlace(tx, timeline);
	const id = messageId(tx.tag, Date.parse(tx.now), num);
	const row: MessageRow = {
		num,
		id,
		root_id: root?.id ?? id,
		timeline,
		seq,
		conversation_id: conversation.id,
		author_id: tx.me.user_id,
		body,
		nonce,
		correlation_id,
		mentions_json: mentioned.length > 0 ? JSON.stringify(mentioned) : null,
		group_mention: isThread ? null : groupMentionOf(tx, conversation.id, calls),
		created_at: tx.now,
		edited_at: null,
		deleted_at: null,
		reply_count: 0,
		last_reply_at: null,
		last_reply_author_ids_json: null,
		reactions_json: null,
		quoted_id: quote?.id ?? null,
		quoted_author_id: quote?.author_id ?? null,
		quoted_body_snapshot: quote?.snapshot ?? null,
		forwarded_json: forwarded ? JSON.stringify(forwarded) : null,
		poll_json: poll ? JSON.stringify(poll) : null,
		attachments_json,
		topic_id: topic?.id ?? null,
		sent_topic_num: topic?.num ?? null,
		twin_id: null,
		twin_root_id: null,
	};
	tx.sql`INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, nonce, correlation_id,
			mentions_json, group_mention, created_ms, quoted_num, quoted_body_snapshot, forwarded_json,
			poll_json, topic_num, sent_topic_num, attachments_json)
		VALUES (${num}, ${timeline}, ${seq}, ${conversation.num}, ${tx.me.num}, ${body}, ${nonce},
			${correlation_id}, ${row.mentions_json}, ${row.group_mention}, ${Date.parse(tx.now)}, ${quote?.num ?? null},
			${row.quoted_body_snapshot}, ${row.forwarded_json}, ${row.poll_json},
			${row.sent_topic_num}, ${row.sent_topic_num}, ${attachments_json})`;
	attach(tx, conversation, row, files);
	noteText(tx, row, last_num);
	deleteSent(tx, { conversation, root }, sending.draft_version);
	return row;
}

interface Place {
	num: number;
	seq: number;
	/** of the newest message before it */
	last_num: number;
}

function nextPlace({ sql }: Read, timeline: number): Place {
	return sql<Place>`
		SELECT (SELECT num FROM log_head) + 1 AS num,
			(SELECT coalesce(max(num), 0) FROM messages) AS last_num,
			(SELECT coalesce(max(seq), 0) + 1 FROM messages WHERE timeline = ${timeline}) AS seq`[0]!;
}

export type Sent<T extends EventType> = { message: Message; event?: EventOf<T> };

type Posting = CreateMessage & { conversation_id: ConversationId; correlation_id?: string };

/** Posts to a conversation. Posting in a public channel joins it. */
export function createMessage(tx: Write, { conversation_id, body = "", ...rest }: Posting): Sent<"message.created"> {
	const sending = { body, ...rest };
	const conversation = visibleConversation(tx, conversation_id);
	const sent = alreadySent(tx, timelineOf(conversation), sending);
	if (sent) return { message: toMyMessage(tx, sent) };
	permitSending(tx, conversation, "message.create");
	const found = filterWords(tx, conversation, { body, options: rest.poll?.options });
	keepPace(tx, conversation);
	const ownEnd = beginSending(tx, conversation_id);
	const row = append(tx, conversation, sending);
	const created = announceSent(tx, conversation, row, ownEnd);
	// after the message, because the log has it first
	reportWord(tx, row, found);
	return created;
}

/**
 * Before a root: whoever closed the direct conversation sees it again, and the caller is in the channel.
 * @returns see `standingIn`; undefined for who has just entered: they were at the end
 */
export function beginSending(tx: Write, conversation_id: ConversationId): number | undefined {
	if (isDirect(conversation_id)) showToAll(tx, conversation_id);
	const { isIn, ownEnd = 0 } = standingIn(tx, conversation_id, tx.me.user_id);
	if (isIn) return ownEnd;
	enterChannel(tx, findChannel(tx, conversation_id as ChannelId)!, tx.me.user_id);
	return undefined;
}

/** After a new root. Whom one mentions that was also sent to a thread is told there. @param ownEnd see `beginSending` */
export function announceSent(
	tx: Write,
	conversation: ConversationRow,
	row: MessageRow,
	ownEnd: number | undefined,
): Required<Sent<"message.created">> {
	const { conversation_id, nonce, correlation_id, topic_id } = row;
	const message = toMessage(tx, row);
	if (message.mentioned_user_ids.length > 0 && row.twin_id === null)
		noteMentions(tx, { ...row, mentions_json: null }, message.mentioned_user_ids);
	const event = tx.emit({
		type: "message.created",
		num: row.num,
		conversation_id,
		seq: row.seq,
		ids: { message_id: row.id, author_id: row.author_id, ...present({ topic_id, nonce, correlation_id }) },
		resource: { message },
	});
	if (ownEnd !== undefined) noteOwnMessage(tx, conversation, row.seq, ownEnd);
	return { message, event };
}

export function getMessageByNonce(tx: Read, { nonce }: { nonce: string }): Message {
	const row = sentWith(tx, nonce);
	if (!row) throw new ChatError("not_found", "message not found");
	return getMessage(tx, { message_id: row.id });
}
