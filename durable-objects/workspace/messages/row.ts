import {
	type ChannelId,
	ChatError,
	type EventMessage,
	type Message,
	type MessageId,
	type UserId,
	routeId,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../../ids.ts";
import { once } from "../../once.ts";
import { present } from "../../sql.ts";
import { type ChannelRow, visibleChannel } from "../channels.ts";
import { type MemberRow, anyMember, isMe, toUser } from "../members/row.ts";
import { myReactions, reactionsOf } from "../reactions.ts";
import { toThreadState } from "../threads.ts";
import type { Read } from "../transaction.ts";

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
	reactions_json: text(),
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

const authorOf = (tx: Read, user_id: UserId): MemberRow => (isMe(tx, user_id) ? tx.me : anyMember(tx, user_id)!);

/** For a page of messages. */
export const authorsOnce = (tx: Read): ((user_id: UserId) => MemberRow) => once((user_id) => authorOf(tx, user_id));

interface Parts {
	author: MemberRow;
}

/** The same for every reader: the form that travels in events. */
export function toMessage(tx: Read, row: MessageRow, parts: Partial<Parts> = {}): EventMessage {
	const { author = authorOf(tx, row.author_id) } = parts;
	const reply = isReply(row);
	const { id, channel_id, author_id, body, nonce, created_at, edited_at, deleted_at } = row;
	return {
		...present({ id, channel_id, author_id, body, nonce, created_at, edited_at, deleted_at }),
		workspace_id: tx.identity.id,
		author: toUser(author),
		thread_root_id: rootId(row),
		...(reply ? { parent_message_id: rootId(row), thread_seq: row.seq } : { channel_seq: row.seq }),
		kind: "message",
		body_format: "markdown",
		mentioned_user_ids: row.mentions_json === null ? [] : (JSON.parse(row.mentions_json) as UserId[]),
		reactions: reactionsOf(row),
		...(!reply && { route_id: routeId("M", id), thread_state: toThreadState(row) }),
	};
}

/** As the caller sees them: with their own reactions marked. */
export function toMyMessages(tx: Read, rows: MessageRow[]): Message[] {
	const [reactions, author] = [myReactions(tx, rows), authorsOnce(tx)];
	return rows.map((row, i) => ({ ...toMessage(tx, row, { author: author(row.author_id) }), reactions: reactions[i]! }));
}

export const toMyMessage = (tx: Read, row: MessageRow): Message => toMyMessages(tx, [row])[0]!;

export const getMessage = (tx: Read, { message_id }: { message_id: MessageId }): Message =>
	toMyMessage(tx, visibleMessage(tx, message_id).row);
