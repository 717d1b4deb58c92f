import {
	ChatError,
	type EventOf,
	type ListReactions,
	type Message,
	type MessageId,
	type PeoplePage,
	type UserId,
	emojiKey,
	no_event,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../ids.ts";
import { permit } from "./access.ts";
import { refuseBeyond } from "./caps.ts";
import { type MessageRow, isReply, visibleMessage } from "./messages/row.ts";
import { toPeoplePage } from "./people-page.ts";
import { reindex } from "./search/indexing.ts";
import type { Read, Write } from "./transaction.ts";

export const reactions = sqliteTable(
	"reactions",
	{
		message_num: integer().notNull(),
		emoji_key: text().notNull(),
		user_id: text().$type<UserId>().notNull(),
		created_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.message_num, t.emoji_key, t.user_id] })],
);
type ReactionRow = typeof reactions.$inferSelect;

const named_people = 20;

/** A message's reactions as they are stored with it. */
type Noted = Pick<MessageRow, "reactions_json">;
interface Tally {
	count: number;
	/** the first ones */
	user_ids: UserId[];
}
type Tallied = Tally & { emoji: string };
/** Users are listed apart from the counts: existing clients compare `reactions` exactly. */
export type ReactionFields = Pick<Message, "reactions" | "reacted_by">;

/** Sorted by emoji, so that a reaction keeps its position when others come and go. */
const tallied = ({ reactions_json }: Noted): Tallied[] => JSON.parse(reactions_json ?? "[]") as Tallied[];

const toFields = (all: Tallied[], isMine: (one: Tallied) => boolean): ReactionFields => ({
	reactions: all.map((one) => ({ emoji: one.emoji, count: one.count, reacted_by_me: isMine(one) })),
	reacted_by: all.map(({ emoji, user_ids }) => ({ emoji, user_ids })),
});

/** The form that is the same for every reader, without the caller's own marks. */
export const reactionsOf = (message: Noted): ReactionFields => toFields(tallied(message), () => false);

/** The count and the users of one emoji, in this very form: another form that looks the same may have come in its place. */
function tallyOf(message: Noted, emoji: string): Tally {
	const found = tallied(message).find((reaction) => reaction.emoji === emoji);
	return { count: found?.count ?? 0, user_ids: found?.user_ids ?? [] };
}

/** Like `tallyOf`, for a message whose text is not read. */
export function tallyNow({ sql }: Read, message_id: MessageId, emoji: string): Tally {
	const [message] = sql<Noted>`SELECT reactions_json FROM messages WHERE num = ${countOf(message_id)}`;
	return tallyOf(message!, emoji);
}

/** For each of these messages, with the caller's own reactions marked. */
export function myReactions(tx: Read, rows: MessageRow[]): ReactionFields[] {
	if (rows.every(({ reactions_json }) => reactions_json === null)) return rows.map(reactionsOf);
	const all = rows.map((row) => ({ num: row.num, reactions: tallied(row) }));
	const mine = mineAmong(tx, all);
	const isMine = (num: number, { emoji, user_ids }: Tallied) =>
		user_ids.includes(tx.me.user_id) || mine.has(JSON.stringify([num, emojiKey(emoji)]));
	return all.map(({ num, reactions }) => toFields(reactions, (one) => isMine(num, one)));
}

/** One query for the whole page, and only for reactions with more users than are stored. */
function mineAmong(tx: Read, all: { num: number; reactions: Tallied[] }[]): Set<string> {
	const unsure = all.flatMap(({ num, reactions }) =>
		reactions.filter(({ count, user_ids }) => count > user_ids.length).map(({ emoji }) => [num, emojiKey(emoji)]),
	);
	if (unsure.length === 0) return new Set();
	const mine = tx.sql<Pick<ReactionRow, "message_num" | "emoji_key">>`
		SELECT r.message_num, r.emoji_key FROM json_each(${JSON.stringify(unsure)}) u CROSS JOIN reactions r
		WHERE r.message_num = u.value ->> 0 AND r.emoji_key = u.value ->> 1 AND r.user_id = ${tx.me.user_id}`;
	return new Set(mine.map(({ message_num, emoji_key }) => JSON.stringify([message_num, emoji_key])));
}

interface React {
	message_id: MessageId;
	emoji: string;
}
type Change = "reaction.added" | "reaction.removed";
type Reacted<T extends Change> = ReactionFields & { event: EventOf<T> | typeof no_event };

/** The form in which it came first, as long as somebody's is there. */
const formOn = (message: Noted, given: string): string =>
	tallied(message).find(({ emoji }) => emojiKey(emoji) === emojiKey(given))?.emoji ?? given;

export function addReaction(tx: Write, { message_id, emoji: given }: React): Reacted<"reaction.added"> {
	const { row, conversation } = visibleMessage(tx, message_id);
	permit(tx, "message.reply", conversation);
	if (row.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	const emoji = formOn(row, given);
	refuseFlood(tx, row, emoji);
	const added = tx.sql`
		INSERT INTO reactions (message_num, emoji_key, user_id, created_at)
		VALUES (${row.num}, ${emojiKey(emoji)}, ${tx.me.user_id}, ${tx.now})
		ON CONFLICT DO NOTHING RETURNING 1`;
	if (added.length === 0) return { ...mineOn(tx, row), event: no_event };
	const now = recount(tx, row, emoji);
	return { ...mineOn(tx, now), event: tx.emit({ type: "reaction.added", ...change(tx, now, emoji) }) };
}

function refuseFlood(tx: Read, row: MessageRow, emoji: string): void {
	const { caps } = tx;
	const others = mineOn(tx, row).reactions.filter((reaction) => reaction.emoji !== emoji);
	const mine = others.filter((reaction) => reaction.reacted_by_me);
	refuseBeyond(caps.reactions.message, others.length, "different reactions on a message: use an existing one");
	refuseBeyond(caps.reactions.creator, mine.length, "reactions of one person on a message: remove one");
}

export function removeReaction(tx: Write, { message_id, emoji: given }: React): Reacted<"reaction.removed"> {
	const { row, conversation } = visibleMessage(tx, message_id);
	permit(tx, "message.reply", conversation);
	const emoji = formOn(row, given);
	const removed = tx.sql`
		DELETE FROM reactions
		WHERE message_num = ${row.num} AND emoji_key = ${emojiKey(emoji)} AND user_id = ${tx.me.user_id} RETURNING 1`;
	if (removed.length === 0) return { ...mineOn(tx, row), event: no_event };
	const now = recount(tx, row, emoji);
	return { ...mineOn(tx, now), event: tx.emit({ type: "reaction.removed", ...change(tx, now, emoji) }) };
}

const mineOn = (tx: Read, row: MessageRow): ReactionFields => myReactions(tx, [row])[0]!;

/** Stores the count of one emoji with the message: counted again each time, never incremented, so it cannot drift. */
function recount(tx: Write, row: MessageRow, emoji: string): MessageRow {
	const others = tallied(row).filter((reaction) => reaction.emoji !== emoji);
	const tally = count(tx, row.num, emoji);
	const all = tally.count > 0 ? [...others, { emoji, ...tally }] : others;
	const reactions_json = all.length > 0 ? JSON.stringify(all.toSorted((a, b) => (a.emoji < b.emoji ? -1 : 1))) : null;
	tx.sql`UPDATE messages SET reactions_json = ${reactions_json} WHERE num = ${row.num}`;
	if ((row.reactions_json === null) !== (reactions_json === null)) reindex(tx, row);
	return { ...row, reactions_json };
}

function count({ sql }: Read, num: number, emoji: string): Tally {
	const key = emojiKey(emoji);
	const [all] = sql<{ count: number }>`
		SELECT count(*) AS count FROM reactions WHERE message_num = ${num} AND emoji_key = ${key}`;
	const people = sql<Pick<ReactionRow, "user_id">>`
		SELECT user_id FROM reactions WHERE message_num = ${num} AND emoji_key = ${key} ORDER BY user_id LIMIT ${named_people}`;
	return { count: all!.count, user_ids: people.map((row) => row.user_id) };
}

function change(tx: Write, row: MessageRow, emoji: string) {
	return {
		conversation_id: row.conversation_id,
		...(!isReply(row) && { seq: row.seq }),
		ids: { message_id: row.id, emoji, user_id: tx.me.user_id },
		resource: tallyOf(row, emoji),
	};
}

/** In whichever form the emoji is given. */
export function listReactions(
	tx: Read,
	{ message_id, emoji, limit, cursor = "" as UserId }: ListReactions & { message_id: MessageId },
): PeoplePage {
	const { row } = visibleMessage(tx, message_id);
	const found = tx.sql<Pick<ReactionRow, "user_id">>`
		SELECT user_id FROM reactions
		WHERE message_num = ${row.num} AND emoji_key = ${emojiKey(emoji)} AND user_id > ${cursor}
		ORDER BY user_id LIMIT ${limit + 1}`;
	return toPeoplePage(found, limit);
}
