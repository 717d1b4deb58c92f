import {
	ChatError,
	type CreatePoll,
	type EventOf,
	type ListVotes,
	type MessageId,
	type PeoplePage,
	type Poll,
	type UserId,
	max_poll_days,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../ids.ts";
import { permit, permitReading } from "./access.ts";
import { audit, privateIn } from "./audit-log.ts";
import { type MessageRow, isReply, visibleMessage } from "./messages/row.ts";
import { toPeoplePage } from "./people-page.ts";
import type { Read, Write } from "./transaction.ts";

export const poll_votes = sqliteTable(
	"poll_votes",
	{
		message_num: integer().notNull(),
		user_id: text().$type<UserId>().notNull(),
		choices: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.message_num, t.user_id] })],
);

/** A poll as it is stored with its message. */
export interface StoredPoll {
	options: string[];
	is_multiple: boolean;
	closes_at?: string;
	closed_at?: string;
	counts: number[];
	voter_count: number;
}
type Polling = Pick<MessageRow, "poll_json">;

export const pollOf = ({ poll_json }: Polling): StoredPoll | undefined =>
	poll_json === null ? undefined : (JSON.parse(poll_json) as StoredPoll);

const day_ms = 86_400_000;

/** @throws ChatError invalid_request for a time to close at that is not in the future, or too far in it */
export function newPoll({ now }: Read, asked: CreatePoll | undefined): StoredPoll | undefined {
	if (!asked) return undefined;
	const { options, is_multiple = false, closes_at } = asked;
	const left_ms = closes_at === undefined ? 1 : Date.parse(closes_at) - Date.parse(now);
	if (left_ms <= 0 || left_ms > max_poll_days * day_ms)
		throw new ChatError("invalid_request", `closes_at must be in the next ${max_poll_days} days`);
	const closing = closes_at === undefined ? {} : { closes_at: new Date(closes_at).toISOString() };
	return { options, is_multiple, ...closing, counts: options.map(() => 0), voter_count: 0 };
}

/** Whether a message has the poll that is asked for. */
export function isPoll(row: Polling, asked: CreatePoll | undefined): boolean {
	const poll = pollOf(row);
	if (!poll || !asked) return !poll && !asked;
	const { options, is_multiple = false, closes_at } = asked;
	const closing = closes_at === undefined ? undefined : new Date(closes_at).toISOString();
	return (
		JSON.stringify(options) === JSON.stringify(poll.options) &&
		is_multiple === poll.is_multiple &&
		closing === poll.closes_at
	);
}

const toPoll = ({ counts, options, ...poll }: StoredPoll, mine: number): Poll => ({
	...poll,
	options: options.map((text, at) => ({ text, count: counts[at]!, chosen_by_me: ((mine >> at) & 1) === 1 })),
});

/** The form that is the same for every reader, without the caller's own marks. */
export function toPollFor(row: Polling): Poll | undefined {
	const poll = pollOf(row);
	return poll && toPoll(poll, 0);
}

/** For each of these messages, with what the caller chose. */
export function myPolls(tx: Read, rows: MessageRow[]): (Poll | undefined)[] {
	const polls = rows.filter(({ poll_json }) => poll_json !== null);
	if (polls.length === 0) return rows.map(() => undefined);
	const mine = new Map(polls.map(({ num }) => [num, choicesOf(tx, num)]));
	return rows.map((row) => {
		const poll = pollOf(row);
		return poll && toPoll(poll, mine.get(row.num)!);
	});
}

/** The caller's, as bits. */
const choicesOf = ({ sql, me }: Read, num: number): number =>
	sql<{ choices: number }>`SELECT choices FROM poll_votes WHERE message_num = ${num} AND user_id = ${me.user_id}`[0]
		?.choices ?? 0;

const bitsOf = (choices: number[]): number => choices.reduce((bits, at) => bits | (1 << at), 0);

/** @throws ChatError not_found for a message without one */
function visiblePoll(tx: Read, message_id: MessageId) {
	const { row, conversation } = visibleMessage(tx, message_id);
	const poll = pollOf(row);
	if (!poll) throw new ChatError("not_found", "this message has no poll");
	return { row, conversation, poll };
}

const isClosed = ({ closed_at, closes_at = "~" }: StoredPoll, now: string): boolean =>
	closed_at !== undefined || closes_at <= now;

interface Voting {
	message_id: MessageId;
	choices: number[];
}

export function votePoll(tx: Write, { message_id, choices }: Voting): { poll: Poll; event?: EventOf<"poll.voted"> } {
	const { row, conversation, poll } = visiblePoll(tx, message_id);
	permitReading(tx, conversation.id);
	permit(tx, "message.reply", conversation);
	refuseWrong(poll, choices);
	const [before, now] = [choicesOf(tx, row.num), bitsOf(choices)];
	if (before === now) return { poll: toPoll(poll, now) };
	if (isClosed(poll, tx.now)) throw new ChatError("conflict", "this poll is closed");
	keepVote(tx, row.num, now);
	const counted = recounted(poll, before, now);
	store(tx, row.num, counted);
	const { counts, voter_count } = counted;
	const event = tx.emit({
		type: "poll.voted",
		...about(row),
		ids: { message_id, user_id: tx.me.user_id, choices: choices.toSorted((a, b) => a - b) },
		resource: { counts, voter_count },
	});
	return { poll: toPoll(counted, now), event };
}

function refuseWrong({ options, is_multiple }: StoredPoll, choices: number[]): void {
	if (choices.some((at) => at >= options.length))
		throw new ChatError("invalid_request", "this poll has no such option");
	if (!is_multiple && choices.length > 1) throw new ChatError("invalid_request", "this poll takes one choice");
}

function keepVote({ sql, me }: Write, num: number, choices: number): void {
	if (choices === 0) sql`DELETE FROM poll_votes WHERE message_num = ${num} AND user_id = ${me.user_id}`;
	else
		sql`INSERT INTO poll_votes (message_num, user_id, choices) VALUES (${num}, ${me.user_id}, ${choices})
			ON CONFLICT DO UPDATE SET choices = excluded.choices`;
}

/** From the one vote that changed, in the transaction that changes it: to count all would read as many rows as people voted. */
function recounted(poll: StoredPoll, before: number, now: number): StoredPoll {
	const bit = (bits: number, at: number) => (bits >> at) & 1;
	const counts = poll.counts.map((count, at) => count + bit(now, at) - bit(before, at));
	return { ...poll, counts, voter_count: poll.voter_count + Number(now !== 0) - Number(before !== 0) };
}

const store = ({ sql }: Write, num: number, poll: StoredPoll): void =>
	void sql`UPDATE messages SET poll_json = ${JSON.stringify(poll)} WHERE num = ${num}`;

const about = (row: MessageRow) => ({
	conversation_id: row.conversation_id,
	...(!isReply(row) && { seq: row.seq }),
});

/** One that closes by itself can be closed before. */
export function closePoll(
	tx: Write,
	{ message_id }: { message_id: MessageId },
): { poll: Poll; event?: EventOf<"poll.closed"> } {
	const { row, conversation, poll } = visiblePoll(tx, message_id);
	permit(tx, "poll.close", row);
	permit(tx, "message.reply", conversation);
	const mine = choicesOf(tx, row.num);
	if (isClosed(poll, tx.now)) return { poll: toPoll(poll, mine) };
	const closed = { ...poll, closed_at: tx.now };
	store(tx, row.num, closed);
	const { author_id: user_id } = row;
	if (user_id !== tx.me.user_id)
		audit(tx, { action: "poll.closed", target_id: message_id, ...privateIn(conversation), user_id });
	const event = tx.emit({
		type: "poll.closed",
		...about(row),
		ids: { message_id, user_id: tx.me.user_id, closed_at: tx.now },
		resource: {},
	});
	return { poll: toPoll(closed, mine), event };
}

/** Like `pollOf`, for a message whose text is not read. A deleted one has none. */
export function tallyOfPoll({ sql }: Read, message_id: MessageId): Pick<StoredPoll, "counts" | "voter_count"> {
	const [row] = sql<Polling>`SELECT poll_json FROM messages WHERE num = ${countOf(message_id)}`;
	const { counts, voter_count } = pollOf(row!) ?? { counts: [], voter_count: 0 };
	return { counts, voter_count };
}

export function listPollVotes(
	tx: Read,
	{ message_id, option, limit, cursor = "" as UserId }: ListVotes & { message_id: MessageId },
): PeoplePage {
	const { row } = visiblePoll(tx, message_id);
	const found = tx.sql<{ user_id: UserId }>`
		SELECT user_id FROM poll_votes
		WHERE message_num = ${row.num} AND user_id > ${cursor} AND choices >> ${option} & 1 = 1
		ORDER BY user_id LIMIT ${limit + 1}`;
	return toPeoplePage(found, limit);
}

/** With its message. */
export const erasePoll = ({ sql }: Write, { num, poll_json }: MessageRow): void =>
	void (poll_json !== null && sql`DELETE FROM poll_votes WHERE message_num = ${num}`);
