import {
	ChatError,
	type ConversationId,
	type EventOf,
	type ListSavedMessages,
	type MessageId,
	type SavedIds,
	type SavedMessage,
	type SavedMessagePage,
	type SavedState,
	type UserId,
	toPlace,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../ids.ts";
import { permitKeeping } from "./access.ts";
import { refuseBeyond } from "./caps.ts";
import type { ConversationRow } from "./conversations/row.ts";
import { cursorNum, tailCursor } from "./events/log.ts";
import { takePage } from "./messages/lengths.ts";
import { toMyMessages } from "./messages/present.ts";
import { messageId, messageRows, visibleMessage } from "./messages/row.ts";
import type { Read, Write } from "./transaction.ts";

export const saved_messages = sqliteTable(
	"saved_messages",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_num: integer().notNull(),
		message_num: integer().notNull(),
		state: text().$type<SavedState>().notNull(),
		num: integer().notNull(),
		saved_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_num, t.message_num] })],
);
type SavedRow = typeof saved_messages.$inferSelect;

/** With what the message's id is made of. */
interface ListedRow extends Omit<SavedRow, "user_id" | "conversation_num"> {
	conversation_id: ConversationId;
	created_ms: number;
}

/** What the caller saved and still sees, the last one first. */
function savedRows({ sql, me }: Read): ListedRow[] {
	return sql<ListedRow>`
		WITH mine AS MATERIALIZED (
			SELECT conversation_num, message_num, state, num, saved_at FROM saved_messages WHERE user_id = ${me.user_id}
		), seen AS MATERIALIZED (
			SELECT v.conversation_num, v.conversation_id FROM (SELECT DISTINCT conversation_num FROM mine) s
			CROSS JOIN visible_conversations v ON v.conversation_num = s.conversation_num AND v.user_id = ${me.user_id}
		)
		SELECT message_num, state, mine.num, saved_at, conversation_id, created_ms
		FROM mine JOIN seen USING (conversation_num) CROSS JOIN messages m ON m.num = message_num
		WHERE m.deleted_at IS NULL ORDER BY mine.num DESC`;
}

/** The numbers of all that the caller saved, the newest message first: a search leaves out what they do not see. */
export const savedNums = ({ sql, me }: Read): number[] =>
	sql<{ message_num: number }>`SELECT message_num FROM saved_messages WHERE user_id = ${me.user_id}`
		.map(({ message_num }) => message_num)
		.toSorted((a, b) => b - a);

const idOf = (tx: Read, { created_ms, message_num }: ListedRow): MessageId =>
	messageId(tx.tag, created_ms, message_num);

export function listSavedMessages(tx: Read, { state, limit, cursor }: ListSavedMessages): SavedMessagePage {
	const before = cursor === undefined ? Infinity : Number(cursor);
	const rest = savedRows(tx).filter((row) => row.state === state && row.num < before);
	const page = takePage(tx, rest.slice(0, limit), ({ message_num }) => [message_num]);
	const rows = messageRows(
		tx,
		page.map(({ message_num }) => message_num),
	);
	const messages = new Map(toMyMessages(tx, rows).map((message) => [countOf(message.id), message]));
	const saved = page.map(({ message_num, conversation_id, saved_at }) => {
		const message = messages.get(message_num)!;
		return { message_id: message.id, ...toPlace(conversation_id), state, saved_at, message };
	});
	const has_more = rest.length > page.length;
	return { saved, has_more, ...(has_more && { next_cursor: String(page.at(-1)!.num) }) };
}

export function listSavedIds(tx: Read): SavedIds {
	const rows = savedRows(tx);
	const idsIn = (state: SavedState) => rows.filter((row) => row.state === state).map((row) => idOf(tx, row));
	return { cursor: tailCursor(tx), open: idsIn("open"), done: idsIn("done") };
}

interface One {
	message_id: MessageId;
}

const savedRow = ({ sql, me }: Read, conversation: ConversationRow, message_num: number): SavedRow | undefined =>
	sql<SavedRow>`
		SELECT * FROM saved_messages
		WHERE user_id = ${me.user_id} AND conversation_num = ${conversation.num} AND message_num = ${message_num}`[0];

/** A root or a reply; of one that is saved, its state is changed. */
export function saveMessage(
	tx: Write,
	{ message_id, state }: One & { state: SavedState },
): { saved_message: SavedMessage; event?: EventOf<"saved_message.updated"> } {
	const { row, conversation } = visibleMessage(tx, message_id);
	permitKeeping(tx);
	if (row.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	const known = savedRow(tx, conversation, row.num);
	const saved_at = known?.saved_at ?? tx.now;
	const saved_message = { message_id, ...toPlace(conversation.id), state, saved_at };
	if (known?.state === state) return { saved_message };
	if (!known) makeRoom(tx);
	const event = tell(tx, conversation.id, message_id, state);
	tx.sql`INSERT INTO saved_messages (user_id, conversation_num, message_num, state, num, saved_at)
		VALUES (${tx.me.user_id}, ${conversation.num}, ${row.num}, ${state}, ${cursorNum(event.cursor)}, ${saved_at})
		ON CONFLICT DO UPDATE SET state = excluded.state, num = excluded.num`;
	return { saved_message, event };
}

/** What the caller cannot remove, because they do not see it any more, takes no room. @throws ChatError conflict */
function makeRoom(tx: Write): void {
	const { person } = tx.caps.saved_messages;
	if (tx.me.saved_count < person) return;
	const nums = JSON.stringify(savedRows(tx).map(({ message_num }) => message_num));
	const removed = tx.sql`
		DELETE FROM saved_messages WHERE user_id = ${tx.me.user_id}
			AND message_num NOT IN (SELECT value FROM json_each(${nums})) RETURNING 1`;
	refuseBeyond(person, tx.me.saved_count - removed.length, "saved messages: remove some that are done");
}

export function unsaveMessage(tx: Write, { message_id }: One): { event?: EventOf<"saved_message.updated"> } {
	const { row, conversation } = visibleMessage(tx, message_id);
	permitKeeping(tx);
	if (!savedRow(tx, conversation, row.num)) return {};
	tx.sql`DELETE FROM saved_messages
		WHERE user_id = ${tx.me.user_id} AND conversation_num = ${conversation.num} AND message_num = ${row.num}`;
	return { event: tell(tx, conversation.id, message_id, "removed") };
}

function tell(
	tx: Write,
	conversation_id: ConversationId,
	message_id: MessageId,
	state: SavedState | "removed",
): EventOf<"saved_message.updated"> {
	const { user_id } = tx.me;
	return tx.emit({
		type: "saved_message.updated",
		audience: "nobody",
		also: user_id,
		conversation_id,
		ids: { message_id, ...toPlace(conversation_id), user_id, state },
		resource: {},
	});
}
