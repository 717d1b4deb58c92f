import {
	type ChannelId,
	ChatError,
	type ConversationId,
	type CreateMessage,
	type EventOf,
	type EventType,
	type Message,
	type MessageId,
} from "@clickclack/protocol";
import { taggedId } from "../../ids.ts";
import { permit } from "../access.ts";
import { enterChannel } from "../channels/members.ts";
import { findChannel } from "../channels/row.ts";
import { visibleConversation } from "../conversations/row.ts";
import { noteText } from "../search/indexing.ts";
import { noteMentions, resolveMentions } from "../mentions.ts";
import { getMessage, toMessage, toMyMessage } from "./present.ts";
import type { MessageRow } from "./row.ts";
import { noteOwnMessage, standingIn } from "../reads.ts";
import type { Read, Write } from "../transaction.ts";

function sentWith(tx: Read, nonce: string): MessageRow | undefined {
	return tx.sql<MessageRow>`SELECT * FROM messages WHERE author_id = ${tx.me.user_id} AND nonce = ${nonce}`[0];
}

export interface Sending extends CreateMessage {
	correlation_id?: string;
}

/**
 * The message that the caller already sent with this nonce.
 * @throws ChatError nonce_conflict when its text or place was different
 */
export function alreadySent(tx: Read, timeline_id: string, { nonce, body }: Sending): MessageRow | undefined {
	const row = nonce === undefined ? undefined : sentWith(tx, nonce);
	if (!row) return undefined;
	const isSame =
		row.timeline_id === timeline_id && (row.body === body || row.edited_at !== null || row.deleted_at !== null);
	if (!isSame) throw new ChatError("nonce_conflict", "client nonce was already used for a different message");
	return row;
}

/** Appends a message to a timeline. It is indexed for search at once or later. */
export function append(
	tx: Write,
	conversation_id: ConversationId,
	timeline_id: ConversationId | MessageId,
	sending: Sending,
): MessageRow {
	const { body, nonce = null, correlation_id = null } = sending;
	const mentioned = resolveMentions(tx, conversation_id, body);
	const { num, seq, last_num } = nextPlace(tx, timeline_id);
	const row: MessageRow = {
		num,
		id: taggedId("msg", tx.now, tx.tag, num),
		timeline_id,
		seq,
		conversation_id,
		author_id: tx.me.user_id,
		body,
		nonce,
		correlation_id,
		mentions_json: mentioned.length > 0 ? JSON.stringify(mentioned) : null,
		created_at: tx.now,
		edited_at: null,
		deleted_at: null,
		reply_count: 0,
		last_reply_at: null,
		last_reply_author_ids_json: null,
		reactions_json: null,
	};
	tx.sql`INSERT INTO messages (num, id, timeline_id, seq, conversation_id, author_id, body, nonce, correlation_id,
			mentions_json, created_at)
		VALUES (${num}, ${row.id}, ${timeline_id}, ${seq}, ${conversation_id}, ${row.author_id}, ${body}, ${nonce},
			${correlation_id}, ${row.mentions_json}, ${tx.now})`;
	noteText(tx, row, last_num);
	return row;
}

interface Place {
	num: number;
	seq: number;
	/** of the newest message before it */
	last_num: number;
}

function nextPlace({ sql }: Read, timeline_id: string): Place {
	return sql<Place>`
		SELECT (SELECT num FROM log_head) + 1 AS num,
			(SELECT coalesce(max(num), 0) FROM messages) AS last_num,
			(SELECT coalesce(max(seq), 0) + 1 FROM messages WHERE timeline_id = ${timeline_id}) AS seq`[0]!;
}

export type Sent<T extends EventType> = { message: Message; event?: EventOf<T> };

/** Posts to a conversation. Posting in a public channel joins it. */
export function createMessage(
	tx: Write,
	{ conversation_id, ...sending }: Sending & { conversation_id: ConversationId },
): Sent<"message.created"> {
	const conversation = visibleConversation(tx, conversation_id);
	const sent = alreadySent(tx, conversation_id, sending);
	if (sent) return { message: toMyMessage(tx, sent) };
	permit(tx, "message.create", conversation);
	const { isIn, position } = standingIn(tx, conversation_id, tx.me.user_id);
	if (!isIn) enterChannel(tx, findChannel(tx, conversation_id as ChannelId)!, tx.me.user_id);
	const row = append(tx, conversation_id, conversation_id, sending);
	const message = toMessage(tx, row);
	if (message.mentioned_user_ids.length > 0)
		noteMentions(tx, { ...row, mentions_json: null }, message.mentioned_user_ids);
	noteOwnMessage(tx, conversation_id, row.seq, isIn ? position : undefined);
	const { nonce, correlation_id } = sending;
	const event = tx.emit({
		type: "message.created",
		num: row.num,
		conversation_id,
		seq: row.seq,
		ids: { message_id: row.id, author_id: row.author_id, nonce, correlation_id },
		resource: { message },
	});
	return { message, event };
}

export function getMessageByNonce(tx: Read, { nonce }: { nonce: string }): Message {
	const row = sentWith(tx, nonce);
	if (!row) throw new ChatError("not_found", "message not found");
	return getMessage(tx, { message_id: row.id });
}
