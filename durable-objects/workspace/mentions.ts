import {
	type ConversationId,
	type MessageId,
	type UnreadMention,
	type UserId,
	groupOf,
	handlesOf,
	listed_mentions,
	max_group_in_thread,
	max_mentions,
	toPlace,
	tokensOf,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type GroupMemberIn, groupsCalled, membersIn } from "./groups/mentions.ts";
import { type MessageRow, messageId } from "./messages/row.ts";
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

/** Whom a text calls. */
interface Called {
	/** up to a maximum */
	handles: string[];
	word: "channel" | "here" | undefined;
}

export function calledIn(body: string): Called {
	if (!body.includes("@")) return { handles: [], word: undefined };
	const all = tokensOf(body).flatMap((token) => (token.kind === "mention" ? [token.handle] : []));
	const words = new Set(all.map(groupOf));
	const handles = [...new Set(all)].filter((handle) => groupOf(handle) === undefined).slice(0, max_mentions);
	return { handles, word: words.has("channel") ? "channel" : words.has("here") ? "here" : undefined };
}

/** Whom a text calls in a conversation. */
export interface Calls extends Pick<Called, "word"> {
	/** by name, of those who can see the conversation: others may not learn of it */
	mentioned: UserId[];
	/** by their groups */
	members: GroupMemberIn[];
}

export function callsOf(tx: Read, conversation_id: ConversationId, body: string): Calls {
	const { handles, word } = calledIn(body);
	const called = handles.map(handlesOf);
	if (called.length === 0) return { word, mentioned: [], members: [] };
	const rows = tx.sql<{ user_id: UserId; handle: string }>`
		SELECT m.user_id, m.handle FROM members m JOIN visible_conversations v ON v.user_id = m.user_id
		WHERE m.handle IN (SELECT value FROM json_each(${JSON.stringify(called.flat())}))
			AND v.conversation_id = ${conversation_id}
		ORDER BY m.user_id`;
	const groups = groupsCalled(tx, called.flat());
	const known = new Set([...rows, ...groups].map(({ handle }) => handle));
	const meant = new Set(called.map((handles) => handles.find((handle) => known.has(handle))));
	const mentioned = rows.filter(({ handle }) => meant.has(handle)).map(({ user_id }) => user_id);
	const ids = groups.filter(({ handle }) => meant.has(handle)).map(({ id }) => id);
	return { word, mentioned, members: membersIn(tx, conversation_id, ids) };
}

/** Whom a reply mentions: each follows the thread, so a group that is too large calls nobody there. */
export const mentionedInThread = ({ mentioned, members }: Calls): UserId[] =>
	members.length > max_group_in_thread
		? mentioned
		: [...new Set([...mentioned, ...members.map(({ user_id }) => user_id)])].toSorted();

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
export function unreadMentions(tx: Read, positions: ReadonlyMap<ConversationId, number>): UnreadMention[] {
	const after = JSON.stringify(Object.fromEntries(positions));
	const rows = tx.sql<Listed>`
		SELECT m.message_id, m.conversation_id, m.seq FROM json_each(${after}) p
		CROSS JOIN mentions m ON m.user_id = ${tx.me.user_id} AND m.conversation_id = p.key AND m.seq > p.value
		ORDER BY m.message_id DESC LIMIT ${listed_mentions}`;
	return [...rows, ...unreadGroupMentions(tx, after)]
		.toSorted((a, b) => (a.message_id < b.message_id ? 1 : -1))
		.slice(0, listed_mentions)
		.map(({ message_id, conversation_id, seq }) => ({ message_id, ...toPlace(conversation_id), seq }));
}

interface Listed {
	message_id: MessageId;
	conversation_id: ConversationId;
	seq: number;
}

/** Without those that mention the caller by name too. @param after positions, as JSON */
function unreadGroupMentions({ sql, me, tag }: Read, after: string): Listed[] {
	const rows = sql<Omit<Listed, "message_id"> & { num: number; created_ms: number }>`
		WITH newest AS MATERIALIZED (
			SELECT p.key AS conversation_id, g.seq, g.num FROM json_each(${after}) p
			CROSS JOIN conversations c ON c.id = p.key
			CROSS JOIN group_mentions g ON g.timeline = -c.num AND g.seq > p.value AND g.member_num = ${me.num}
			WHERE NOT EXISTS (
				SELECT 1 FROM mentions WHERE user_id = ${me.user_id} AND conversation_id = p.key AND seq = g.seq
			) ORDER BY g.num DESC LIMIT ${listed_mentions}
		)
		SELECT newest.*, m.created_ms FROM newest CROSS JOIN messages m USING (num)`;
	return rows.map(({ num, created_ms, ...row }) => ({ ...row, message_id: messageId(tag, created_ms, num) }));
}
