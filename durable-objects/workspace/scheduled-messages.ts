import {
	ChatError,
	type ConversationId,
	type CreateScheduledMessage,
	type EventOf,
	type ListScheduledMessages,
	type Message,
	type MessageId,
	type ScheduledMessage,
	type ScheduledMessageId,
	type ScheduledMessagePage,
	type TopicId,
	type UpdateScheduledMessage,
	type UserId,
	toPlace,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../ids.ts";
import { present } from "../sql.ts";
import { permitTakingPart } from "./access.ts";
import { following } from "./following.ts";
import { refuseTime } from "./later-time.ts";
import { refuseBeyond } from "./caps.ts";
import { timelineOf, visibleConversation } from "./conversations/row.ts";
import { createMessage, permitSending } from "./messages/create.ts";
import { max_window_bytes } from "./messages/lengths.ts";
import { quoteIn } from "./messages/quotes.ts";
import { isReply, visibleMessage } from "./messages/row.ts";
import { takeWithin } from "./take-within.ts";
import { openTopic, topicFor } from "./topics.ts";
import { replyInThread } from "./threads/threads.ts";
import { filterWords } from "./word-filter/apply.ts";
import type { Read, Write } from "./transaction.ts";

export const scheduled_messages = sqliteTable(
	"scheduled_messages",
	{
		user_id: text().$type<UserId>().notNull(),
		num: integer().notNull(),
		id: text().$type<ScheduledMessageId>().notNull(),
		conversation_id: text().$type<ConversationId>().notNull(),
		thread_root_id: text().$type<MessageId>(),
		also_send: integer().notNull(),
		quoted_message_id: text().$type<MessageId>(),
		body: text().notNull(),
		nonce: text().notNull(),
		send_at: text().notNull(),
		created_at: text().notNull(),
		failure: text(),
		topic_id: text().$type<TopicId>(),
		edited_at: text(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.num] })],
);
type ScheduledRow = typeof scheduled_messages.$inferSelect;

interface One {
	scheduled_id: ScheduledMessageId;
}

const toScheduled = (tx: Read, row: ScheduledRow): ScheduledMessage => {
	const { id, conversation_id, also_send, body, nonce, send_at, created_at } = row;
	const { thread_root_id, quoted_message_id, topic_id, failure } = row;
	return {
		...present({ id, thread_root_id, quoted_message_id, topic_id, body, nonce, send_at, created_at, failure }),
		workspace_id: tx.identity.id,
		...toPlace(conversation_id),
		also_send: also_send === 1,
	};
};

/** Those that failed first, then by time; a text is read only where it is shown. */
export function listScheduledMessages(tx: Read, { limit, cursor }: ListScheduledMessages): ScheduledMessagePage {
	const { sql, me } = tx;
	const all = sql<{ num: number; id: ScheduledMessageId; bytes: number }>`
		SELECT num, id, octet_length(body) AS bytes FROM scheduled_messages WHERE user_id = ${me.user_id}
		ORDER BY failure IS NULL, send_at, num`;
	const rest = cursor === undefined ? all : following(all, ({ id }) => id === cursor);
	const page = takeWithin(rest.slice(0, limit), ({ bytes }) => bytes, max_window_bytes);
	const rows = sql<ScheduledRow>`
		SELECT * FROM scheduled_messages
		WHERE user_id = ${me.user_id} AND num IN (SELECT value FROM json_each(${JSON.stringify(page.map(({ num }) => num))}))
		ORDER BY failure IS NULL, send_at, num`;
	const has_more = rest.length > page.length;
	const scheduled = rows.map((row) => toScheduled(tx, row));
	return { scheduled, has_more, ...(has_more && { next_cursor: page.at(-1)!.id }) };
}

const known = ({ sql, me }: Read, { scheduled_id }: One): ScheduledRow | undefined =>
	sql<ScheduledRow>`
		SELECT * FROM scheduled_messages
		WHERE user_id = ${me.user_id} AND num = ${countOf(scheduled_id)} AND id = ${scheduled_id}`[0];

/** @throws ChatError not_found, of another's as of none */
function mine(tx: Read, one: One): ScheduledRow {
	const row = known(tx, one);
	if (!row) throw new ChatError("not_found", "scheduled message not found");
	return row;
}

/** Whether it could be sent now: in its place, in its thread, with what it quotes. */
function permitScheduling(tx: Read, conversation_id: ConversationId, asked: CreateScheduledMessage): void {
	const conversation = visibleConversation(tx, conversation_id);
	const { thread_root_id, quoted_message_id, topic_id, also_send } = asked;
	permitSending(tx, conversation, thread_root_id !== undefined && !also_send ? "message.reply" : "message.create");
	filterWords(tx, conversation, asked);
	if (thread_root_id === undefined) {
		if (also_send) throw new ChatError("invalid_request", "also_send is for replies");
		topicFor(tx, conversation, topic_id);
		return void quoteIn(tx, timelineOf(conversation), quoted_message_id);
	}
	if (topic_id !== undefined) throw new ChatError("invalid_request", "topic_id: replies have no topic");
	const { row } = visibleMessage(tx, thread_root_id);
	if (row.conversation_id !== conversation_id) throw new ChatError("not_found", "message not found");
	if (isReply(row) || row.twin_id !== null)
		throw new ChatError("invalid_request", "nested thread replies are not supported");
	quoteIn(tx, row.num, quoted_message_id);
}

type Changed = { scheduled_message: ScheduledMessage; event?: EventOf<"scheduled_message.updated"> };

export function scheduleMessage(
	tx: Write,
	{ conversation_id, ...asked }: CreateScheduledMessage & { conversation_id: ConversationId },
): Changed {
	visibleConversation(tx, conversation_id);
	permitTakingPart(tx);
	const same = sameNonce(tx, conversation_id, asked);
	if (same) return { scheduled_message: toScheduled(tx, same) };
	permitScheduling(tx, conversation_id, asked);
	refuseTime(tx, "send_at", asked.send_at);
	const [{ count }] = tx.sql`
		SELECT count(*) AS count FROM scheduled_messages WHERE user_id = ${tx.me.user_id}` as [{ count: number }];
	refuseBeyond(tx.caps.scheduled_messages.person, count, "scheduled messages: cancel some");
	const id = tx.newId("sch");
	const { body, send_at, nonce = id, thread_root_id = null, also_send = false, quoted_message_id = null } = asked;
	tx.sql`INSERT INTO scheduled_messages (user_id, num, id, conversation_id, thread_root_id, also_send, quoted_message_id, topic_id,
			body, nonce, send_at, created_at)
		VALUES (${tx.me.user_id}, ${countOf(id)}, ${id}, ${conversation_id}, ${thread_root_id}, ${also_send ? 1 : 0},
			${quoted_message_id}, ${asked.topic_id ?? null}, ${body}, ${nonce}, ${send_at}, ${tx.now})`;
	return noteWaiting(tx, id, send_at);
}

/** What the caller has scheduled with this nonce, also if it says something else by now. @throws ChatError nonce_conflict for another message, or one that was sent */
function sameNonce(tx: Read, conversation_id: ConversationId, asked: CreateScheduledMessage): ScheduledRow | undefined {
	if (asked.nonce === undefined) return undefined;
	const [row] = tx.sql<ScheduledRow>`
		SELECT * FROM scheduled_messages WHERE user_id = ${tx.me.user_id} AND nonce = ${asked.nonce}`;
	if (row && isSame(row, { conversation_id, ...asked })) return row;
	const sent = tx.sql<{ body: string; conversation_id: ConversationId }>`
		SELECT m.body, c.id AS conversation_id FROM messages m JOIN conversations c ON c.num = m.conversation_num
		WHERE m.author_num = ${tx.me.num} AND m.nonce = ${asked.nonce}`;
	if (sent.some((message) => message.conversation_id === conversation_id && message.body === asked.body))
		throw new ChatError("nonce_conflict", "this message was already sent");
	if (row) throw new ChatError("nonce_conflict", "it is already scheduled, with another text, time or place");
	if (sent.length > 0) throw new ChatError("nonce_conflict", "client nonce was already used for a different message");
	return undefined;
}

const isSame = (row: ScheduledRow, asked: CreateScheduledMessage & { conversation_id: ConversationId }): boolean =>
	row.conversation_id === asked.conversation_id &&
	row.thread_root_id === (asked.thread_root_id ?? null) &&
	row.quoted_message_id === (asked.quoted_message_id ?? null) &&
	row.topic_id === (asked.topic_id ?? null) &&
	row.also_send === Number(asked.also_send ?? false) &&
	(row.edited_at !== null || (row.body === asked.body && row.send_at === asked.send_at));

function noteWaiting(tx: Write, scheduled_id: ScheduledMessageId, send_at: string): Required<Changed> {
	tx.addJob({ kind: "sendScheduled" }, send_at);
	const event = tell(tx, scheduled_id, tx.me.user_id, "waiting");
	return { scheduled_message: toScheduled(tx, mine(tx, { scheduled_id })), event };
}

/** One that failed waits again; it has to get another time then, if its own is over. */
export function updateScheduledMessage(tx: Write, { scheduled_id, ...change }: One & UpdateScheduledMessage): Changed {
	const row = mine(tx, { scheduled_id });
	permitTakingPart(tx);
	const { body = row.body, send_at = row.send_at } = change;
	if (body === row.body && send_at === row.send_at && row.failure === null)
		return { scheduled_message: toScheduled(tx, row) };
	refuseTime(tx, "send_at", send_at);
	filterWords(tx, visibleConversation(tx, row.conversation_id), { body });
	tx.sql`UPDATE scheduled_messages SET body = ${body}, send_at = ${send_at}, failure = NULL, edited_at = ${tx.now}
		WHERE user_id = ${row.user_id} AND num = ${row.num}`;
	return noteWaiting(tx, scheduled_id, send_at);
}

function remove({ sql }: Write, { user_id, num }: ScheduledRow): void {
	sql`DELETE FROM scheduled_messages WHERE user_id = ${user_id} AND num = ${num}`;
}

/** May be repeated; of another's as of none, nothing is cancelled. */
export function cancelScheduledMessage(tx: Write, one: One): { event?: EventOf<"scheduled_message.updated"> } {
	permitTakingPart(tx);
	const row = known(tx, one);
	if (!row) return {};
	remove(tx, row);
	return { event: tell(tx, one.scheduled_id, tx.me.user_id, "cancelled") };
}

interface Sent {
	message: Message;
	event?: EventOf<"message.created"> | EventOf<"thread.reply_created">;
}

/** In one transaction it is a message and no longer scheduled, so it is sent once, whatever is killed when. */
export function sendScheduledMessage(tx: Write, one: One): Sent {
	const row = mine(tx, one);
	permitTakingPart(tx);
	remove(tx, row);
	const { conversation_id, thread_root_id, quoted_message_id, body, nonce, also_send } = row;
	const sending = { body, nonce, ...(quoted_message_id !== null && { quoted_message_id }) };
	if (thread_root_id === null) {
		const topic_id = openTopic(tx, visibleConversation(tx, conversation_id), row.topic_id)?.id;
		return createMessage(tx, { conversation_id, ...sending, ...(topic_id && { topic_id }) });
	}
	const reply = replyInThread(tx, { message_id: thread_root_id, ...sending, ...(also_send && { also_send: true }) });
	const { message, events: [event] = [] } = reply;
	return { message, ...(event && { event }) };
}

/** As its author, by the job: unless it was changed meanwhile. */
export function sendDueMessage(tx: Write, one: One): void {
	if (isDue(tx, one)) sendScheduledMessage(tx, one);
}

const isDue = ({ sql, now }: Read, { scheduled_id }: One): boolean =>
	sql`SELECT 1 FROM scheduled_messages WHERE failure IS NULL AND send_at <= ${now} AND id = ${scheduled_id}`.length > 0;

/** It stays with the reason, for its author to change or to cancel. */
export function failScheduledMessage(tx: Write, { scheduled_id, failure }: One & { failure: string }): void {
	if (!isDue(tx, { scheduled_id })) return;
	const [row] = tx.sql<{ user_id: UserId }>`
		UPDATE scheduled_messages SET failure = ${failure} WHERE failure IS NULL AND send_at <= ${tx.now} AND id = ${scheduled_id}
		RETURNING user_id`;
	tell(tx, scheduled_id, row!.user_id, "failed");
}

function tell(
	tx: Write,
	scheduled_id: ScheduledMessageId,
	user_id: UserId,
	state: EventOf<"scheduled_message.updated">["payload"]["state"],
): EventOf<"scheduled_message.updated"> {
	const ids = { scheduled_id, user_id, state };
	return tx.emit({ type: "scheduled_message.updated", audience: "nobody", also: user_id, ids, resource: {} });
}
