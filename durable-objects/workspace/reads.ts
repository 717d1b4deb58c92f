import { type ConversationId, type Receipt, type UserId, isDirect } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type Mine, derived_span, mineIn } from "./conversations/mine.ts";
import { visibleConversation } from "./conversations/row.ts";
import { forgetMentions } from "./mentions.ts";
import type { Read, Write } from "./transaction.ts";

export const reads = sqliteTable(
	"reads",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_id: text().$type<ConversationId>().notNull(),
		last_read_seq: integer().notNull(),
		last_read_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_id] })],
);

interface Standing {
	isIn: boolean;
	/** undefined where nothing was read yet */
	position: number | undefined;
}

/** Whether somebody is a member of a conversation, and their stored position. */
export function standingIn({ sql }: Pick<Read, "sql">, conversation_id: ConversationId, user_id: UserId): Standing {
	const [row] = sql<{ is_in: number; position: number | null }>`
		SELECT EXISTS (
				SELECT 1 FROM conversation_members WHERE conversation_id = ${conversation_id} AND user_id = ${user_id}
			) AS is_in,
			(SELECT last_read_seq FROM reads WHERE user_id = ${user_id} AND conversation_id = ${conversation_id}) AS position`;
	return { isIn: row!.is_in === 1, position: row!.position ?? undefined };
}

export function setPosition({ sql, now }: Write, user_id: UserId, conversation_id: ConversationId, seq: number): void {
	sql`INSERT INTO reads (user_id, conversation_id, last_read_seq, last_read_at)
		VALUES (${user_id}, ${conversation_id}, ${seq}, ${now})
		ON CONFLICT DO UPDATE SET last_read_seq = excluded.last_read_seq, last_read_at = excluded.last_read_at`;
}

/** Keeps the derived position correct: called for each message that the caller sends, with the stored position. */
export function noteOwnMessage(tx: Write, conversation_id: ConversationId, seq: number, stored?: number): void {
	if (stored === undefined || stored + derived_span < seq) setPosition(tx, tx.me.user_id, conversation_id, seq);
}

/** Never moves back or past the end. The event goes to the reader's own devices only. */
export function markRead(
	tx: Write,
	{ conversation_id, seq }: { conversation_id: ConversationId; seq: number },
): Receipt {
	visibleConversation(tx, conversation_id);
	const { user_id } = tx.me;
	const [{ last_read_seq: position, last_seq }] = mineIn(tx, [conversation_id]) as [Mine];
	const last_read_seq = Math.max(position, Math.min(seq, last_seq));
	const receipt = { scope_id: conversation_id, user_id, last_read_seq, last_read_at: tx.now };
	if (last_read_seq === position) return receipt;
	setPosition(tx, user_id, conversation_id, last_read_seq);
	forgetMentions(tx, user_id, conversation_id, last_read_seq);
	const ids = { user_id, last_read_seq };
	const private_to_me = {
		audience: "nobody",
		also: user_id,
		conversation_id,
		seq: last_read_seq,
		resource: {},
	} as const;
	if (isDirect(conversation_id))
		tx.emit({ ...private_to_me, type: "dm.read", ids: { ...ids, direct_conversation_id: conversation_id } });
	else tx.emit({ ...private_to_me, type: "channel.read", ids: { ...ids, channel_id: conversation_id } });
	return receipt;
}
