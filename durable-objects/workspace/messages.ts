import {
	type ChannelId,
	ChatError,
	type CreateMessage,
	type EventOf,
	type EventType,
	type Message,
	type MessageId,
	type UserId,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf, taggedId } from "../ids.ts";
import { present } from "../sql.ts";
import { permit } from "./access.ts";
import { enterChannel } from "./channel-members.ts";
import { type ChannelRow, visibleChannel } from "./channels.ts";
import { anyMember, isMe, toUser } from "./members.ts";
import { noteMentions, resolveMentions } from "./mentions.ts";
import { noteOwnMessage } from "./reads.ts";
import { markMine, reactionsOf } from "./reactions.ts";
import { indexMessage, unindexMessage } from "./search.ts";
import { recountReplies, toThreadState } from "./threads.ts";
import type { Read, Write } from "./transaction.ts";

export const messages = sqliteTable("messages", {
	num: integer().primaryKey(),
	id: text().$type<MessageId>().notNull(),
	timeline_id: text().$type<ChannelId | MessageId>().notNull(),
	seq: integer().notNull(),
	channel_id: text().$type<ChannelId>().notNull(),
	author_id: text().$type<UserId>().notNull(),
	body: text().notNull(),
	nonce: text(),
	mentions_json: text(),
	created_at: text().notNull(),
	edited_at: text(),
	deleted_at: text(),
	reply_count: integer().notNull(),
	last_reply_at: text(),
	last_reply_author_ids_json: text(),
});
export type MessageRow = typeof messages.$inferSelect;

export const isReply = (row: MessageRow): boolean => row.timeline_id !== row.channel_id;
export const rootId = (row: MessageRow): MessageId => (isReply(row) ? (row.timeline_id as MessageId) : row.id);

export function messageRow({ sql }: Pick<Read, "sql">, id: MessageId): MessageRow | undefined {
	return sql<MessageRow>`SELECT * FROM messages WHERE num = ${countOf(id)} AND id = ${id}`[0];
}

/** A message in a channel that the caller sees. */
export function visibleMessage(tx: Read, message_id: MessageId): { row: MessageRow; channel: ChannelRow } {
	const row = messageRow(tx, message_id);
	if (!row) throw new ChatError("not_found", "message not found");
	try {
		return { row, channel: visibleChannel(tx, row.channel_id) };
	} catch {
		// the same words as for nothing at all
		throw new ChatError("not_found", "message not found");
	}
}

/** The same for every reader: the form that travels in events. */
export function toMessage(tx: Read, row: MessageRow): Message {
	const reply = isReply(row);
	const { id, channel_id, author_id, body, nonce, created_at, edited_at, deleted_at } = row;
	return {
		...present({ id, channel_id, author_id, body, nonce, created_at, edited_at, deleted_at }),
		workspace_id: tx.home.id,
		author: toUser(isMe(tx, author_id) ? tx.me : anyMember(tx, author_id)!),
		thread_root_id: rootId(row),
		...(reply ? { parent_message_id: rootId(row), thread_seq: row.seq } : { channel_seq: row.seq }),
		kind: "message",
		body_format: "markdown",
		mentioned_user_ids: row.mentions_json === null ? [] : (JSON.parse(row.mentions_json) as UserId[]),
		reactions: reactionsOf(tx, row.num),
		...(!reply && { thread_state: toThreadState(row) }),
	};
}

/** As the caller sees it: with their own reactions marked. */
export function toMyMessage(tx: Read, row: MessageRow): Message {
	const message = toMessage(tx, row);
	return { ...message, reactions: markMine(tx, row.num, message.reactions) };
}

export const getMessage = (tx: Read, { message_id }: { message_id: MessageId }): Message =>
	toMyMessage(tx, visibleMessage(tx, message_id).row);

export function getMessageByNonce(tx: Read, { nonce }: { nonce: string }): Message {
	const row = sentWith(tx, nonce);
	if (!row) throw new ChatError("not_found", "message not found");
	return getMessage(tx, { message_id: row.id });
}

function sentWith(tx: Read, nonce: string): MessageRow | undefined {
	return tx.sql<MessageRow>`SELECT * FROM messages WHERE author_id = ${tx.me.user_id} AND nonce = ${nonce}`[0];
}

export interface Sending extends CreateMessage {
	correlation_id?: string;
}

/**
 * The message that the caller sent before with this nonce.
 * @throws ChatError nonce_conflict when it said something else or was for another place
 */
export function alreadySent(tx: Read, timeline_id: string, { nonce, body }: Sending): MessageRow | undefined {
	const row = nonce === undefined ? undefined : sentWith(tx, nonce);
	if (!row) return undefined;
	const isSame =
		row.timeline_id === timeline_id && (row.body === body || row.edited_at !== null || row.deleted_at !== null);
	if (!isSame) throw new ChatError("nonce_conflict", "client nonce was already used for a different message");
	return row;
}

/** Writes a message at the end of a timeline: its row, its words for search. */
export function append(
	tx: Write,
	channel: ChannelRow,
	timeline_id: ChannelId | MessageId,
	sending: Sending,
): MessageRow {
	const { body, nonce = null } = sending;
	const mentioned = resolveMentions(tx, channel.id, body);
	const { num, seq } = nextPlace(tx, timeline_id);
	const row: MessageRow = {
		num,
		id: taggedId("msg", tx.now, tx.tag, num),
		timeline_id,
		seq,
		channel_id: channel.id,
		author_id: tx.me.user_id,
		body,
		nonce,
		mentions_json: mentioned.length > 0 ? JSON.stringify(mentioned) : null,
		created_at: tx.now,
		edited_at: null,
		deleted_at: null,
		reply_count: 0,
		last_reply_at: null,
		last_reply_author_ids_json: null,
	};
	tx.sql`INSERT INTO messages (num, id, timeline_id, seq, channel_id, author_id, body, nonce, mentions_json, created_at)
		VALUES (${num}, ${row.id}, ${timeline_id}, ${seq}, ${channel.id}, ${row.author_id}, ${body}, ${nonce},
			${row.mentions_json}, ${tx.now})`;
	indexMessage(tx, num, body);
	return row;
}

function nextPlace({ sql }: Read, timeline_id: string): { num: number; seq: number } {
	return sql<{ num: number; seq: number }>`
		SELECT (SELECT coalesce(max(num), 0) + 1 FROM messages) AS num,
			(SELECT coalesce(max(seq), 0) + 1 FROM messages WHERE timeline_id = ${timeline_id}) AS seq`[0]!;
}

export type Sent<T extends EventType> = { message: Message; event?: EventOf<T> };

/** Posts to a channel. One who was not in it is from now on. */
export function createMessage(
	tx: Write,
	{ channel_id, ...sending }: Sending & { channel_id: ChannelId },
): Sent<"message.created"> {
	const channel = visibleChannel(tx, channel_id);
	const sent = alreadySent(tx, channel_id, sending);
	if (sent) return { message: toMyMessage(tx, sent) };
	permit(tx, "post here", channel);
	enterChannel(tx, channel, tx.me.user_id);
	const row = append(tx, channel, channel_id, sending);
	const message = toMessage(tx, row);
	if (message.mentioned_user_ids.length > 0)
		noteMentions(tx, { ...row, mentions_json: null }, message.mentioned_user_ids);
	noteOwnMessage(tx, channel_id, row.seq);
	const { nonce, correlation_id } = sending;
	const event = tx.emit({
		type: "message.created",
		audience: { channel_id },
		channel_id,
		seq: row.seq,
		ids: { message_id: row.id, author_id: row.author_id, nonce, correlation_id },
		resource: { message },
	});
	return { message, event };
}

export function editMessage(
	tx: Write,
	{ message_id, body }: { message_id: MessageId; body: string },
): Sent<"message.updated"> {
	const { row: before, channel } = visibleMessage(tx, message_id);
	permit(tx, "edit this message", before);
	permit(tx, "post here", channel);
	if (before.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	if (before.body === body) return { message: toMyMessage(tx, before) };
	const mentioned = resolveMentions(tx, channel.id, body);
	const mentions_json = mentioned.length > 0 ? JSON.stringify(mentioned) : null;
	const row: MessageRow = { ...before, body, mentions_json, edited_at: tx.now };
	tx.sql`UPDATE messages SET body = ${body}, mentions_json = ${mentions_json}, edited_at = ${tx.now} WHERE num = ${row.num}`;
	unindexMessage(tx, row.num);
	indexMessage(tx, row.num, body);
	if (!isReply(row)) noteMentions(tx, before, mentioned);
	return { message: toMyMessage(tx, row), event: tx.emit({ type: "message.updated", ...change(tx, row) }) };
}

/** Leaves a tombstone: the place in the order stays, the words go. */
export function deleteMessage(tx: Write, { message_id }: { message_id: MessageId }): Sent<"message.deleted"> {
	const { row: before } = visibleMessage(tx, message_id);
	permit(tx, "delete this message", before);
	if (before.deleted_at !== null) return { message: toMyMessage(tx, before) };
	const row: MessageRow = { ...before, body: "", mentions_json: null, deleted_at: tx.now };
	tx.sql`UPDATE messages SET body = '', mentions_json = NULL, deleted_at = ${tx.now} WHERE num = ${row.num}`;
	tx.sql`DELETE FROM reactions WHERE message_num = ${row.num}`;
	unindexMessage(tx, row.num);
	if (!isReply(row)) noteMentions(tx, before, []);
	const event = tx.emit({ type: "message.deleted", ...change(tx, row) });
	if (isReply(row)) recountReplies(tx, rootId(row));
	return { message: toMyMessage(tx, row), event };
}

/** What an edit and a deletion say alike. */
function change(tx: Write, row: MessageRow) {
	const message = toMessage(tx, row);
	return {
		audience: { channel_id: row.channel_id },
		channel_id: row.channel_id,
		...(!isReply(row) && { seq: row.seq }),
		ids: { message_id: row.id, root_message_id: rootId(row) },
		resource: { message },
	};
}
