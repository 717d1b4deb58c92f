import { ChatError, type EventOf, type MessageId, type Reaction, type UserId } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permit } from "./access.ts";
import { refuseBeyond } from "./caps.ts";
import { type MessageRow, isReply, visibleMessage } from "./messages.ts";
import type { Read, Write } from "./transaction.ts";

export const reactions = sqliteTable(
	"reactions",
	{
		message_num: integer().notNull(),
		emoji: text().notNull(),
		user_id: text().$type<UserId>().notNull(),
		created_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.message_num, t.emoji, t.user_id] })],
);
type ReactionRow = typeof reactions.$inferSelect;

const named_people = 20;

/** By emoji, so that a chip keeps its place whoever comes and goes. */
export function reactionsOf({ sql }: Pick<Read, "sql">, num: number): Reaction[] {
	const rows = sql<{ emoji: string }>`SELECT DISTINCT emoji FROM reactions WHERE message_num = ${num}`;
	const all = rows.map(({ emoji }) => ({ emoji, ...tally({ sql }, num, emoji) }));
	return all.toSorted((a, b) => (a.emoji < b.emoji ? -1 : 1));
}

/** How many there are now, and who: never a difference, so that counts cannot drift. */
export function tally({ sql }: Pick<Read, "sql">, num: number, emoji: string): Omit<Reaction, "emoji"> {
	const [{ count }] = sql`SELECT count(*) AS count FROM reactions WHERE message_num = ${num} AND emoji = ${emoji}` as [
		{ count: number },
	];
	const people = sql<ReactionRow>`
		SELECT user_id FROM reactions WHERE message_num = ${num} AND emoji = ${emoji} ORDER BY user_id LIMIT ${named_people}`;
	return { count, user_ids: people.map((row) => row.user_id) };
}

/** With the caller's own reactions marked. */
export function markMine(tx: Read, num: number, all: Reaction[]): Reaction[] {
	if (all.length === 0) return all;
	const mine = tx.sql<ReactionRow>`SELECT * FROM reactions WHERE message_num = ${num} AND user_id = ${tx.me.user_id}`;
	return all.map((reaction) => ({ ...reaction, reacted_by_me: mine.some((row) => row.emoji === reaction.emoji) }));
}

interface React {
	message_id: MessageId;
	emoji: string;
}
type Change = "reaction.added" | "reaction.removed";
type Reacted<T extends Change> = { reactions: Reaction[]; event?: EventOf<T> };

export function addReaction(tx: Write, { message_id, emoji }: React): Reacted<"reaction.added"> {
	const { row, channel } = visibleMessage(tx, message_id);
	permit(tx, "post here", channel);
	if (row.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	refuseFlood(tx, row.num, emoji);
	const added = tx.sql`
		INSERT INTO reactions (message_num, emoji, user_id, created_at)
		VALUES (${row.num}, ${emoji}, ${tx.me.user_id}, ${tx.now})
		ON CONFLICT DO NOTHING RETURNING 1`;
	return answer(tx, row, added.length > 0 && tx.emit({ type: "reaction.added", ...change(tx, row, emoji) }));
}

function refuseFlood({ sql, me, caps }: Read, num: number, emoji: string): void {
	const others = sql`SELECT DISTINCT emoji FROM reactions WHERE message_num = ${num} AND emoji <> ${emoji}`;
	const mine = sql`SELECT 1 FROM reactions WHERE message_num = ${num} AND user_id = ${me.user_id} AND emoji <> ${emoji}`;
	refuseBeyond(caps.reactions.message, others.length, "different reactions on a message: use one that is there");
	refuseBeyond(caps.reactions.maker, mine.length, "reactions of one person on a message: take one back");
}

export function removeReaction(tx: Write, { message_id, emoji }: React): Reacted<"reaction.removed"> {
	const { row, channel } = visibleMessage(tx, message_id);
	permit(tx, "post here", channel);
	const removed = tx.sql`
		DELETE FROM reactions WHERE message_num = ${row.num} AND emoji = ${emoji} AND user_id = ${tx.me.user_id} RETURNING 1`;
	return answer(tx, row, removed.length > 0 && tx.emit({ type: "reaction.removed", ...change(tx, row, emoji) }));
}

function answer<T extends Change>(tx: Read, row: MessageRow, event: EventOf<T> | false): Reacted<T> {
	return { reactions: markMine(tx, row.num, reactionsOf(tx, row.num)), ...(event && { event }) };
}

function change(tx: Write, row: MessageRow, emoji: string) {
	return {
		audience: { channel_id: row.channel_id },
		channel_id: row.channel_id,
		...(!isReply(row) && { seq: row.seq }),
		ids: { message_id: row.id, emoji, user_id: tx.me.user_id },
		resource: tally(tx, row.num, emoji),
	};
}
