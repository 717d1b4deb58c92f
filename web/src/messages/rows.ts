import { seqOf, type Message, type User } from "@clickclack/sdk";
import type { Send } from "../state/outbox.svelte.ts";
import { dayOf, isSameDay } from "./days.ts";

/** One line of a timeline: a message, or one that is being sent. */
export interface Row {
	/** the same before and after it was acknowledged, so that the row on the screen stays the same */
	key: string;
	author: User;
	body: string;
	created_at: string;
	message?: Message;
	send?: Send;
	/** the day that begins here, in words */
	day?: string;
	/** by the same person shortly after: drawn without name and avatar */
	isGrouped: boolean;
	/** the line "New" is above it */
	isFirstUnread: boolean;
}

const group_within_ms = 5 * 60_000;

interface Around {
	/** how far the reader had read when the timeline was opened; without it there is no line */
	read_seq?: number;
	/** the time of what is above the first row; without it that row begins a day */
	above?: string;
}

export function rowsOf(messages: Message[], sends: Send[], me: User, { read_seq, above }: Around): Row[] {
	const arrived = new Set(messages.map((message) => message.nonce));
	const waiting = sends.filter((send) => !arrived.has(send.nonce));
	const rows = [...messages.map(rowOfMessage), ...waiting.map((send) => rowOfSend(send, me))];
	const unread = firstUnread(messages, me, read_seq);
	return rows.map((row, at) => {
		const before = rows[at - 1];
		const isFirstUnread = unread !== undefined && row.message === unread;
		const earlier = before?.created_at ?? above;
		const day = earlier && isSameDay(earlier, row.created_at) ? undefined : dayOf(row.created_at);
		const isGrouped = !day && !isFirstUnread && before !== undefined && follows(before, row);
		return { ...row, day, isFirstUnread, isGrouped };
	});
}

type Bare = Pick<Row, "key" | "author" | "body" | "created_at" | "message" | "send">;

const rowOfMessage = (message: Message): Bare => {
	const { id, nonce, author, body, created_at } = message;
	return { key: nonce === undefined ? id : `${author.id} ${nonce}`, author, body, created_at, message };
};

const rowOfSend = (send: Send, author: User): Bare => {
	const created_at = new Date(send.sent_at).toISOString();
	return { key: `${author.id} ${send.nonce}`, author, body: send.body, created_at, send };
};

const firstUnread = (messages: Message[], me: User, read_seq: number | undefined) =>
	read_seq === undefined
		? undefined
		: messages.find((message) => seqOf(message) > read_seq && message.author_id !== me.id);

function follows(before: Bare, row: Bare): boolean {
	const pause_ms = Date.parse(row.created_at) - Date.parse(before.created_at);
	return before.author.id === row.author.id && pause_ms < group_within_ms;
}
