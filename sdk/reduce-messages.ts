import { conversationOf, isDirect } from "./conversations.ts";
import type { Projection } from "./projection.ts";
import { dropTimelines, findConversation } from "./reduce-conversations.ts";
import { isNews, patchCounts } from "./reduce-counts.ts";
import { noteSent } from "./reduce-directs.ts";
import { applyPin } from "./reduce-pins.ts";
import { keepChoices, pollAfter } from "./reduce-polls.ts";
import { noteMention } from "./reduce-mentions.ts";
import type { DurableEvent, Member, Message } from "./types.ts";

/** Applies an event to the loaded windows and pins. */
export function reduceTimelines(projection: Projection, event: DurableEvent): void {
	switch (event.type) {
		case "message.created":
			return insert(projection, conversationOf(event.payload.message), event.payload.message);
		case "thread.reply_created":
			return insert(projection, event.payload.root_message_id, event.payload.message);
		case "message.updated":
		case "message.deleted":
			return patchMessage(projection, event.payload.message.id, (old) => keepMine(old, event.payload.message));
		case "thread.state_updated":
			return patchMessage(projection, event.payload.root_message_id, (root) => ({
				...root,
				thread_state: event.payload.thread_state,
			}));
		case "reaction.added":
		case "reaction.removed":
			return applyReaction(projection, event);
		case "poll.voted":
		case "poll.closed":
			return applyPoll(projection, event);
		case "pin.added":
		case "pin.removed":
			return applyPin(projection, event);
		case "channel.deleted":
			return dropTimelines(projection, event.payload.channel_id);
		case "member.joined":
		case "member.updated":
			return patchAuthor(projection, event.payload.member);
	}
}

type EventOf<Type extends DurableEvent["type"]> = Extract<DurableEvent, { type: Type }>;

/** Applies a new root to its conversation: its head, and what is unread. One's own message right after the position is read. */
export function countSent(projection: Projection, event: EventOf<"message.created">, isLocal: boolean): void {
	const { message } = event.payload;
	const id = conversationOf(message);
	const seq = message.channel_seq!;
	const isOwn = message.author_id === projection.me.user.id;
	const isFurther = seq > (findConversation(projection, id)?.last_seq ?? 0);
	const isNew = !isLocal && isNews(projection, id, event);
	patchCounts(projection, id, ({ last_seq, last_read_seq, unread_count }) => ({
		last_seq: Math.max(last_seq, seq),
		last_read_seq: isOwn && last_read_seq === seq - 1 ? seq : last_read_seq,
		unread_count: unread_count + Number(isNew && !isOwn && seq > last_read_seq),
	}));
	if (isDirect(id)) noteSent(projection, id, message);
	if (isNew) noteMention(projection, message, isFurther);
}

/** An edit may add or remove a mention of the caller; what is deleted is not unread. */
export function countChanged(
	projection: Projection,
	event: EventOf<"message.updated" | "message.deleted">,
	isLocal: boolean,
): void {
	const { message } = event.payload;
	const { channel_seq: seq, author_id } = message;
	const id = conversationOf(message);
	if (seq === undefined || isLocal || !isNews(projection, id, event)) return;
	noteMention(projection, message, false);
	if (event.type === "message.updated" || author_id === projection.me.user.id) return;
	patchCounts(projection, id, ({ last_read_seq, unread_count }) => ({
		unread_count: unread_count - Number(seq > last_read_seq),
	}));
}

function applyReaction(
	projection: Projection,
	event: Extract<DurableEvent, { type: "reaction.added" | "reaction.removed" }>,
): void {
	const { message_id, emoji, user_id, count, user_ids } = event.payload;
	patchMessage(projection, message_id, (message) => {
		const before = message.reactions.find((reaction) => reaction.emoji === emoji);
		const isMine = user_id === projection.me.user.id;
		const reacted_by_me = isMine ? event.type === "reaction.added" : (before?.reacted_by_me ?? false);
		return {
			...message,
			reactions: put(message.reactions, { emoji, count, reacted_by_me }, count > 0),
			reacted_by: put(message.reacted_by, { emoji, user_ids }, count > 0),
		};
	});
}

function applyPoll(projection: Projection, event: EventOf<"poll.voted" | "poll.closed">): void {
	patchMessage(projection, event.payload.message_id, (message) => ({
		...message,
		...(message.poll && { poll: pollAfter(message.poll, event, projection.me.user.id) }),
	}));
}

/** Sorted by emoji, as the server does, so that a reaction keeps its position. */
function put<T extends { emoji: string }>(all: T[], changed: T, isThere: boolean): T[] {
	const others = all.filter((one) => one.emoji !== changed.emoji);
	return isThere ? [...others, changed].toSorted((a, b) => (a.emoji < b.emoji ? -1 : 1)) : others;
}

/** `next`, with which reactions and choices are the caller's own, which events do not tell. */
function keepMine(old: Message, next: Message): Message {
	const reactions = next.reactions.map((reaction) => ({
		...reaction,
		reacted_by_me: old.reactions.find((mine) => mine.emoji === reaction.emoji)?.reacted_by_me ?? false,
	}));
	return { ...next, reactions, ...(next.poll && { poll: keepChoices(old.poll, next.poll) }) };
}

/** A message's seq in its timeline: roots count in their conversation, replies in their thread. */
export const seqOf = (message: Pick<Message, "channel_seq" | "thread_seq">): number =>
	message.channel_seq ?? message.thread_seq!;

/** Inserts a message, if the loaded window reaches that far. */
function insert({ timelines }: Projection, key: string, message: Message): void {
	const timeline = timelines.get(key);
	if (!timeline || timeline.has_newer) return;
	const blank: Message = { ...message, reactions: [], reacted_by: [] };
	const old = timeline.messages.find((known) => known.id === message.id) ?? blank;
	const others = timeline.messages.filter((known) => known.id !== message.id);
	const at = others.findLastIndex((known) => seqOf(known) < seqOf(message)) + 1;
	timelines.set(key, { ...timeline, messages: others.toSpliced(at, 0, keepMine(old, message)) });
}

const patchMessage = (projection: Projection, id: string, change: (message: Message) => Message): void =>
	patchMessages(projection, (message) => message.id === id, change);

const patchAuthor = (projection: Projection, { user }: Member): void =>
	patchMessages(
		projection,
		({ author_id, quoted_author_id, forwarded }) =>
			[author_id, quoted_author_id, forwarded?.author_id].includes(user.id),
		(message) => ({
			...message,
			...(message.author_id === user.id && { author: user }),
			...(message.quoted_author_id === user.id && { quoted_author: user }),
			...(message.forwarded?.author_id === user.id && { forwarded: { ...message.forwarded, author: user } }),
		}),
	);

/** Changes messages in every window that has them. */
function patchMessages(
	{ timelines }: Projection,
	isMeant: (message: Message) => boolean,
	change: (message: Message) => Message,
): void {
	for (const [key, timeline] of timelines) {
		if (!timeline.messages.some(isMeant)) continue;
		const messages = timeline.messages.map((message) => (isMeant(message) ? change(message) : message));
		timelines.set(key, { ...timeline, messages });
	}
}
