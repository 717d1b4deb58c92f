import { ChatError, type ConversationId, type Receipt, type UserId, isDirect } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type Mine, mineIn, own_span } from "./conversations/mine.ts";
import { type ConversationRow, timelineOf, visibleConversation } from "./conversations/row.ts";
import type { Read, Write } from "./transaction.ts";

export const reads = sqliteTable(
	"reads",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_id: text().$type<ConversationId>().notNull(),
		last_read_seq: integer().notNull(),
		last_read_at: text().notNull(),
		own_until: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_id] })],
);

interface Standing {
	isIn: boolean;
	/** undefined where nothing was read yet */
	ownEnd: number | undefined;
}

/** Whether somebody is a member of a conversation, and up to where their own messages are looked for. */
export function standingIn({ sql }: Pick<Read, "sql">, conversation_id: ConversationId, user_id: UserId): Standing {
	const [row] = sql<{ is_in: number; own_end: number | null }>`
		SELECT EXISTS (
				SELECT 1 FROM conversation_members WHERE conversation_id = ${conversation_id} AND user_id = ${user_id}
			) AS is_in,
			(
				SELECT max(own_until, last_read_seq + ${own_span}) FROM reads
				WHERE user_id = ${user_id} AND conversation_id = ${conversation_id}
			) AS own_end`;
	return { isIn: row!.is_in === 1, ownEnd: row!.own_end ?? undefined };
}

export function setPosition({ sql, now }: Write, user_id: UserId, conversation_id: ConversationId, seq: number): void {
	sql`INSERT INTO reads (user_id, conversation_id, last_read_seq, last_read_at)
		VALUES (${user_id}, ${conversation_id}, ${seq}, ${now})
		ON CONFLICT DO UPDATE SET last_read_seq = excluded.last_read_seq, last_read_at = excluded.last_read_at`;
}

/** Everybody begins at the start of a new conversation, so that nobody's first message has to store their position. */
export function beginReading({ sql, now }: Write, conversation_id: ConversationId, user_ids: UserId[]): void {
	sql`INSERT INTO reads (user_id, conversation_id, last_read_seq, last_read_at)
		SELECT value, ${conversation_id}, 0, ${now} FROM json_each(${JSON.stringify(user_ids)})`;
}

/**
 * Called for each message that the caller sends. What others have written stays unread; where nothing of theirs is, the
 * position follows, so that it is not left behind by who sends and never reads.
 */
export function noteOwnMessage(tx: Write, conversation: ConversationRow, seq: number, ownEnd: number): void {
	if (seq <= ownEnd) return;
	const { user_id } = tx.me;
	tx.sql`UPDATE reads SET own_until = ${seq + own_span}
		WHERE user_id = ${user_id} AND conversation_id = ${conversation.id}`;
	if (isSomethingUnread(tx, conversation)) return;
	const { last_read_seq } = mineInOne(tx, conversation);
	setPosition(tx, user_id, conversation.id, seq);
	if (last_read_seq < seq) announce(tx, conversation, mineInOne(tx, conversation));
}

/** Found at the first message of somebody else, usually, without counting. */
const isSomethingUnread = ({ sql, me }: Write, conversation: ConversationRow): boolean =>
	sql`SELECT 1 FROM messages
		WHERE timeline = ${timelineOf(conversation)} AND author_num <> ${me.num} AND deleted_at IS NULL AND seq > (
			SELECT last_read_seq FROM reads WHERE user_id = ${me.user_id} AND conversation_id = ${conversation.id}
		)
		ORDER BY seq LIMIT 1`.length > 0;

interface To {
	conversation_id: ConversationId;
	seq: number;
}

const mineInOne = (tx: Write, { id }: ConversationRow): Mine => mineIn(tx, [id])[0]!;

/** Never moves back or past the end. */
export function markRead(tx: Write, { conversation_id, seq }: To): Receipt {
	const conversation = visibleConversation(tx, conversation_id);
	const { last_read_seq, last_seq } = mineInOne(tx, conversation);
	return moveTo(tx, conversation, Math.max(last_read_seq, Math.min(seq, last_seq)), last_read_seq);
}

/** From this message on, wherever the position is. One's own messages and deleted ones count as little as before. */
export function markUnread(tx: Write, { conversation_id, seq }: To): Receipt {
	const conversation = visibleConversation(tx, conversation_id);
	const { last_read_seq, last_seq } = mineInOne(tx, conversation);
	if (seq > last_seq) throw new ChatError("invalid_request", `seq: the newest message here is ${last_seq}`);
	return moveTo(tx, conversation, seq - 1, last_read_seq);
}

/** @param from where the position is */
export function moveTo(tx: Write, conversation: ConversationRow, seq: number, from: number): Receipt {
	const { user_id } = tx.me;
	const receipt = { scope_id: conversation.id, user_id, last_read_at: tx.now };
	if (from === seq) return { ...receipt, last_read_seq: seq };
	setPosition(tx, user_id, conversation.id, seq);
	const mine = mineInOne(tx, conversation);
	if (mine.last_read_seq !== from) announce(tx, conversation, mine);
	return { ...receipt, last_read_seq: mine.last_read_seq };
}

/** Tells the caller's own devices where they are now. */
function announce(tx: Write, { id, archived_at }: ConversationRow, { last_read_seq, ...mine }: Mine): void {
	const { user_id } = tx.me;
	const { unread_count, mention_count } = archived_at === null ? mine : nothingUnread;
	const ids = { user_id, last_read_seq, unread_count, mention_count: isHidden(tx, id) ? 0 : mention_count };
	const private_to_me = {
		audience: "nobody",
		also: user_id,
		conversation_id: id,
		seq: last_read_seq,
		resource: {},
	} as const;
	if (isDirect(id)) tx.emit({ ...private_to_me, type: "dm.read", ids: { ...ids, direct_conversation_id: id } });
	else tx.emit({ ...private_to_me, type: "channel.read", ids: { ...ids, channel_id: id } });
}

const isHidden = ({ sql, me }: Read, conversation_id: ConversationId): boolean =>
	isDirect(conversation_id) &&
	sql`SELECT 1 FROM conversation_members
		WHERE conversation_id = ${conversation_id} AND user_id = ${me.user_id} AND hidden_at IS NOT NULL`.length > 0;

/** In an archived channel. */
export const nothingUnread = { unread_count: 0, mention_count: 0 };
