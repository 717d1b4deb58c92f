import {
	type ConversationId,
	type MessageId,
	type UnreadMention,
	type UserId,
	handlesOf,
	listed_mentions,
	max_mentions,
	toPlace,
	tokensOf,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { MessageRow } from "./messages/row.ts";
import type { Read, Write } from "./transaction.ts";

export const mentions = sqliteTable(
	"mentions",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_id: text().$type<ConversationId>().notNull(),
		seq: integer().notNull(),
		message_id: text().$type<MessageId>().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_id, t.seq] })],
);

/** The handles that a text mentions, up to a maximum. */
export function mentionedHandles(body: string): string[] {
	if (!body.includes("@")) return [];
	const handles = tokensOf(body).flatMap((token) => (token.kind === "mention" ? [token.handle] : []));
	return [...new Set(handles)].slice(0, max_mentions);
}

/** The mentioned people who can see the conversation: others may not learn of it. */
export function resolveMentions(tx: Read, conversation_id: ConversationId, body: string): UserId[] {
	const called = mentionedHandles(body).map(handlesOf);
	if (called.length === 0) return [];
	const rows = tx.sql<{ user_id: UserId; handle: string }>`
		SELECT m.user_id, m.handle FROM members m JOIN visible_conversations v ON v.user_id = m.user_id
		WHERE m.handle IN (SELECT value FROM json_each(${JSON.stringify(called.flat())}))
			AND v.conversation_id = ${conversation_id}
		ORDER BY m.user_id`;
	const known = new Set(rows.map(({ handle }) => handle));
	const meant = new Set(called.map((handles) => handles.find((handle) => known.has(handle))));
	return rows.filter(({ handle }) => meant.has(handle)).map(({ user_id }) => user_id);
}

/** Stores a root message's mentions in place of its earlier ones. */
export function noteMentions(tx: Write, message: MessageRow, mentioned: UserId[]): void {
	const { conversation_id, seq, id } = message;
	if (message.mentions_json !== null)
		tx.sql`DELETE FROM mentions WHERE conversation_id = ${conversation_id} AND seq = ${seq}
			AND user_id IN (SELECT value FROM json_each(${message.mentions_json}))`;
	const others = JSON.stringify(mentioned.filter((user_id) => user_id !== message.author_id));
	tx.sql`INSERT INTO mentions (user_id, conversation_id, seq, message_id)
		SELECT value, ${conversation_id}, ${seq}, ${id} FROM json_each(${others})`;
}

/**
 * The newest unread mentions: ids sort by time.
 * @param positions by conversation
 */
export function unreadMentions({ sql, me }: Read, positions: ReadonlyMap<ConversationId, number>): UnreadMention[] {
	const rows = sql<{ message_id: MessageId; conversation_id: ConversationId; seq: number }>`
		SELECT m.message_id, m.conversation_id, m.seq FROM json_each(${JSON.stringify(Object.fromEntries(positions))}) p
		CROSS JOIN mentions m ON m.user_id = ${me.user_id} AND m.conversation_id = p.key AND m.seq > p.value
		ORDER BY m.message_id DESC LIMIT ${listed_mentions}`;
	return rows.map(({ message_id, conversation_id, seq }) => ({ message_id, ...toPlace(conversation_id), seq }));
}
