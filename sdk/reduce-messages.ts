import { conversationOf } from "./conversations.ts";
import type { Projection } from "./projection.ts";
import { dropTimelines, patchConversation } from "./reduce-conversations.ts";
import { applyRead, noteMention } from "./reduce-mentions.ts";
import type { DurableEvent, Member, Message } from "./types.ts";

/** Applies an event to the loaded windows. */
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
		case "channel.deleted":
			return dropTimelines(projection, event.payload.channel_id);
		case "member.joined":
		case "member.updated":
			return patchAuthor(projection, event.payload.member);
	}
}

/** Applies a new root to its conversation: its head, and the unread mentions. */
export function countSent(projection: Projection, message: Message): void {
	const id = conversationOf(message);
	const seq = message.channel_seq!;
	const isNew = seq > (projection.conversations.get(id)?.last_seq ?? 0);
	patchConversation(projection, id, (known) => ({ ...known, last_seq: Math.max(known.last_seq, seq) }));
	if (message.author_id === projection.me.user.id) applyRead(projection, id, seq);
	else noteMention(projection, message, isNew);
}

/** An edit may add or remove a mention of the caller. */
export function countChanged(projection: Projection, message: Message): void {
	if (message.parent_message_id === undefined) noteMention(projection, message, false);
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

/** Sorted by emoji, as the server does, so that a reaction keeps its position. */
function put<T extends { emoji: string }>(all: T[], changed: T, isThere: boolean): T[] {
	const others = all.filter((one) => one.emoji !== changed.emoji);
	return isThere ? [...others, changed].toSorted((a, b) => (a.emoji < b.emoji ? -1 : 1)) : others;
}

/** `next`, with which reactions are the caller's own, which events do not tell. */
function keepMine(old: Message, next: Message): Message {
	const reactions = next.reactions.map((reaction) => ({
		...reaction,
		reacted_by_me: old.reactions.find((mine) => mine.emoji === reaction.emoji)?.reacted_by_me ?? false,
	}));
	return { ...next, reactions };
}

/** A message's seq in its timeline: roots count in their conversation, replies in their thread. */
export const seqOf = (message: Message): number => message.channel_seq ?? message.thread_seq!;

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
		(message) => message.author_id === user.id,
		(message) => ({ ...message, author: user }),
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
