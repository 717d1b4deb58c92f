import {
	ChatError,
	type ConversationId,
	type EventOf,
	type ListReminders,
	type MessageId,
	type Reminder,
	type ReminderPage,
	type UserId,
	toPlace,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../ids.ts";
import { following } from "./following.ts";
import { permitKeeping } from "./access.ts";
import { refuseBeyond } from "./caps.ts";
import type { ConversationRow } from "./conversations/row.ts";
import { refuseTime } from "./later-time.ts";
import { takePage } from "./messages/lengths.ts";
import { toMyMessages } from "./messages/present.ts";
import { messageId, messageRows, visibleMessage } from "./messages/row.ts";
import type { Read, Write } from "./transaction.ts";

export const reminders = sqliteTable(
	"reminders",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_num: integer().notNull(),
		message_num: integer().notNull(),
		remind_at: text().notNull(),
		is_due: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_num, t.message_num] })],
);
type ReminderRow = typeof reminders.$inferSelect;

/** With what the message's id is made of. */
interface ListedRow extends Pick<ReminderRow, "message_num" | "remind_at" | "is_due"> {
	conversation_id: ConversationId;
	created_ms: number;
}

/** By time: of messages that the caller still sees. There are a hundred at most. */
const mine = ({ sql, me }: Read): ListedRow[] => sql<ListedRow>`
	SELECT r.message_num, r.remind_at, r.is_due, v.conversation_id, m.created_ms
	FROM reminders r CROSS JOIN messages m ON m.num = r.message_num
	CROSS JOIN visible_conversations v ON v.conversation_num = r.conversation_num AND v.user_id = r.user_id
	WHERE r.user_id = ${me.user_id} AND m.deleted_at IS NULL ORDER BY r.remind_at, r.message_num`;

const idOf = (tx: Read, { created_ms, message_num }: ListedRow): MessageId =>
	messageId(tx.tag, created_ms, message_num);

export function listReminders(tx: Read, { limit, cursor }: ListReminders): ReminderPage {
	const all = mine(tx);
	const rest = cursor === undefined ? all : following(all, (row) => idOf(tx, row) === cursor);
	const page = takePage(tx, rest.slice(0, limit), ({ message_num }) => [message_num]);
	const rows = messageRows(
		tx,
		page.map(({ message_num }) => message_num),
	);
	const messages = new Map(toMyMessages(tx, rows).map((message) => [countOf(message.id), message]));
	const listed = page.map(({ message_num, conversation_id, remind_at, is_due }) => {
		const message = messages.get(message_num)!;
		return { message_id: message.id, ...toPlace(conversation_id), remind_at, is_due: is_due === 1, message };
	});
	const has_more = rest.length > page.length;
	return { reminders: listed, has_more, ...(has_more && { next_cursor: idOf(tx, page.at(-1)!) }) };
}

interface One {
	message_id: MessageId;
}

const known = ({ sql, me }: Read, { num }: ConversationRow, message_num: number): ReminderRow | undefined =>
	sql<ReminderRow>`
		SELECT * FROM reminders WHERE user_id = ${me.user_id} AND conversation_num = ${num} AND message_num = ${message_num}`[0];

/** Of a message that has one, its time is changed; it may be due again. */
export function setReminder(
	tx: Write,
	{ message_id, remind_at }: One & { remind_at: string },
): { reminder: Reminder; event?: EventOf<"reminder.updated"> } {
	const { row, conversation } = visibleMessage(tx, message_id);
	permitKeeping(tx);
	if (row.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	const before = known(tx, conversation, row.num);
	const reminder = { message_id, ...toPlace(conversation.id), remind_at, is_due: false };
	if (before?.remind_at === remind_at && before.is_due === 0) return { reminder };
	refuseTime(tx, "remind_at", remind_at);
	if (!before) makeRoom(tx);
	tx.sql`INSERT INTO reminders (user_id, conversation_num, message_num, remind_at)
		VALUES (${tx.me.user_id}, ${conversation.num}, ${row.num}, ${remind_at})
		ON CONFLICT DO UPDATE SET remind_at = excluded.remind_at, is_due = 0`;
	tx.addJob({ kind: "remind" }, remind_at);
	return { reminder, event: tell(tx, conversation.id, message_id, "waiting") };
}

/** What the caller cannot remove, because they do not see it any more, takes no room. @throws ChatError conflict */
function makeRoom(tx: Write): void {
	const { person } = tx.caps.reminders;
	const [{ count }] = tx.sql`SELECT count(*) AS count FROM reminders WHERE user_id = ${tx.me.user_id}` as [
		{ count: number },
	];
	if (count < person) return;
	const nums = JSON.stringify(mine(tx).map(({ message_num }) => message_num));
	const removed = tx.sql`
		DELETE FROM reminders WHERE user_id = ${tx.me.user_id}
			AND message_num NOT IN (SELECT value FROM json_each(${nums})) RETURNING 1`;
	refuseBeyond(person, count - removed.length, "reminders: remove some");
}

export function removeReminder(tx: Write, { message_id }: One): { event?: EventOf<"reminder.updated"> } {
	const { row, conversation } = visibleMessage(tx, message_id);
	permitKeeping(tx);
	if (!known(tx, conversation, row.num)) return {};
	tx.sql`DELETE FROM reminders
		WHERE user_id = ${tx.me.user_id} AND conversation_num = ${conversation.num} AND message_num = ${row.num}`;
	return { event: tell(tx, conversation.id, message_id, "removed") };
}

const toOne = (user_id: UserId, conversation_id: ConversationId, message_id: MessageId) =>
	({
		audience: "nobody",
		also: user_id,
		conversation_id,
		ids: { message_id, ...toPlace(conversation_id), user_id },
		resource: {},
	}) as const;

function tell(
	tx: Write,
	conversation_id: ConversationId,
	message_id: MessageId,
	state: "waiting" | "removed",
): EventOf<"reminder.updated"> {
	const event = toOne(tx.me.user_id, conversation_id, message_id);
	return tx.emit({ type: "reminder.updated", ...event, ids: { ...event.ids, state } });
}

interface DueRow extends Pick<ReminderRow, "user_id" | "conversation_num" | "message_num"> {
	conversation_id: ConversationId | null;
	created_ms: number | null;
	deleted_at: string | null;
}

/** How many of what is due are told of at once. */
const most_due = 100;

/** By the job. Of a message that somebody does not see at that moment they are told nothing. */
export function remindOfDue(tx: Write): void {
	const due = tx.sql<DueRow>`
		SELECT r.user_id, r.conversation_num, r.message_num, m.created_ms, m.deleted_at, (
			SELECT conversation_id FROM visible_conversations v
			WHERE v.conversation_num = r.conversation_num AND v.user_id = r.user_id
		) AS conversation_id
		FROM reminders r LEFT JOIN messages m ON m.num = r.message_num
		WHERE r.is_due = 0 AND r.remind_at <= ${tx.now} ORDER BY r.remind_at LIMIT ${most_due}`;
	for (const { user_id, conversation_num, message_num, conversation_id, created_ms, deleted_at } of due) {
		const isGone = created_ms === null || deleted_at !== null;
		if (isGone)
			tx.sql`DELETE FROM reminders
				WHERE user_id = ${user_id} AND conversation_num = ${conversation_num} AND message_num = ${message_num}`;
		else
			tx.sql`UPDATE reminders SET is_due = 1
				WHERE user_id = ${user_id} AND conversation_num = ${conversation_num} AND message_num = ${message_num}`;
		if (isGone || conversation_id === null) continue;
		const message_id = messageId(tx.tag, created_ms, message_num);
		tx.emit({ type: "reminder.due", ...toOne(user_id, conversation_id, message_id) });
	}
}

export const nextReminder = ({ sql }: Pick<Read, "sql">): string | undefined =>
	sql<{ remind_at: string }>`SELECT remind_at FROM reminders WHERE is_due = 0 ORDER BY remind_at LIMIT 1`[0]?.remind_at;
