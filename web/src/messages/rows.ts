import { seqOf, type Message, type Upload, type User } from "@clickclack/sdk";
import type { Send } from "../state/outbox.svelte.ts";
import { quoteIn, type Quote } from "../state/quote.ts";
import { isNewTo } from "../state/unread.ts";
import { isSameDay } from "./days.ts";

/** One line of a timeline: a message, or one that is being sent. */
export interface Row {
	/** the same before and after it was acknowledged, so that the row on the screen stays the same */
	key: string;
	author: User;
	body: string;
	quote?: Quote | undefined;
	attachments?: Upload[] | undefined;
	created_at: string;
	message?: Message;
	send?: Send;
	beginsDay: boolean;
	/** by the same person shortly after: drawn without name and avatar */
	isGrouped: boolean;
	/** the line "New" is above it */
	isFirstUnread: boolean;
}

/** Whether something is under a message: its thread, or the way to the other one that says the same. */
export const hasFooter = ({ also_sent_as, deleted_at, thread_state }: Message, isInThread: boolean): boolean =>
	also_sent_as ? !deleted_at : !isInThread && !!thread_state?.reply_count;

/** Whether it says something besides its text. */
export const hasParts = ({ message, attachments }: Row): boolean =>
	!!(attachments || message?.forwarded || message?.poll || message?.topic_id);

const group_within_ms = 5 * 60_000;

interface Around {
	/** how far the reader had read when the timeline was opened; without it there is no line */
	read_seq?: number;
	/** the time of what is above the first row; without it that row begins a day */
	above?: string;
}

type Shown = Message | Send;

/** The rows made last, and what was above each. (Of those alone: each holds what was above it.) */
export class KnownRows {
	current = new Map<Shown, { row: Row; before: Shown | undefined }>();
}

/** @param known the same each time: what has not changed keeps its row, for which then nothing is drawn */
export function rowsOf(
	messages: Message[],
	sends: Send[],
	me: User,
	{ read_seq, above }: Around,
	known = new KnownRows(),
): Row[] {
	const arrived = new Set(messages.map((message) => message.nonce));
	const shown: Shown[] = [...messages, ...sends.filter((send) => !arrived.has(send.nonce))];
	const unread = firstUnread(messages, me, read_seq);
	const rows: Row[] = [];
	const made: KnownRows["current"] = new Map();
	for (const [at, one] of shown.entries()) {
		const [before, isFirstUnread] = [shown[at - 1], one === unread];
		const last = before && known.current.get(one);
		const isSame = last?.before === before && last?.row.isFirstUnread === isFirstUnread;
		const row = isSame ? last.row : place(contentOf(one, me), rows.at(-1), above, isFirstUnread);
		made.set(one, { row, before });
		rows.push(row);
	}
	known.current = made;
	return rows;
}

/** @param above the time of what is above the first row */
function place(content: Content, before: Row | undefined, above: string | undefined, isFirstUnread: boolean): Row {
	const earlier = before?.created_at ?? above;
	const beginsDay = earlier === undefined || !isSameDay(earlier, content.created_at);
	const isGrouped = !beginsDay && !isFirstUnread && before !== undefined && follows(before, content);
	return { ...content, beginsDay, isFirstUnread, isGrouped };
}

const contentOf = (one: Shown, me: User): Content => ("sent_at" in one ? rowOfSend(one, me) : rowOfMessage(one));

type Content = Pick<Row, "key" | "author" | "body" | "quote" | "attachments" | "created_at" | "message" | "send">;

export const rowOfMessage = (message: Message): Content => {
	const { id, nonce, author, body, attachments, created_at } = message;
	return {
		key: nonce === undefined ? id : `${author.id} ${nonce}`,
		author,
		body,
		quote: quoteIn(message),
		attachments,
		created_at,
		message,
	};
};

const rowOfSend = (send: Send, author: User): Content => {
	const created_at = new Date(send.sent_at).toISOString();
	const { nonce, body, quote, attachments } = send;
	return { key: `${author.id} ${nonce}`, author, body, quote, attachments, created_at, send };
};

/** Undefined too while it may be one that is not loaded. */
function firstUnread(messages: Message[], me: User, read_seq = Infinity): Message | undefined {
	if (messages[0] && seqOf(messages[0]) > read_seq + 1) return undefined;
	return messages.find((message) => seqOf(message) > read_seq && isNewTo(message, me));
}

function follows(before: Content, row: Content): boolean {
	const pause_ms = Date.parse(row.created_at) - Date.parse(before.created_at);
	return before.author.id === row.author.id && pause_ms < group_within_ms;
}
