import { patchChannel } from "./fold-channels.ts";
import { applyRead, noteMention } from "./fold-mentions.ts";
import type { Projection } from "./projection.ts";
import type { DurableEvent, Message } from "./types.ts";

export function applySent(projection: Projection, message: Message): void {
	const seq = message.channel_seq!;
	const channel_id = message.channel_id!;
	const isNew = seq > (projection.channels.get(channel_id)?.last_seq ?? 0);
	patchChannel(projection, channel_id, (channel) => ({
		...channel,
		last_seq: Math.max(channel.last_seq, seq),
	}));
	insert(projection, channel_id, message);
	if (message.author_id === projection.me.user.id) applyRead(projection, channel_id, seq);
	else noteMention(projection, message, isNew);
}

export function applyChanged(projection: Projection, message: Message): void {
	patchMessage(projection, message.id, (old) => keepMine(old, message));
	if (message.parent_message_id === undefined) noteMention(projection, message, false);
}

export function applyReaction(
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

/** By emoji, as the server has them: a chip keeps its place whoever comes and goes. */
function put<T extends { emoji: string }>(all: T[], changed: T, isThere: boolean): T[] {
	const others = all.filter((one) => one.emoji !== changed.emoji);
	return isThere ? [...others, changed].toSorted((a, b) => (a.emoji < b.emoji ? -1 : 1)) : others;
}

/** `next`, with what only I know of it: whether a reaction is mine. */
function keepMine(old: Message, next: Message): Message {
	const reactions = next.reactions.map((reaction) => ({
		...reaction,
		reacted_by_me: old.reactions.find((mine) => mine.emoji === reaction.emoji)?.reacted_by_me ?? false,
	}));
	return { ...next, reactions };
}

/** A message's place in its timeline: roots count in the channel, replies in their thread. */
export const seqOf = (message: Message): number => message.channel_seq ?? message.thread_seq!;

/** Puts a message in its place, if the window that is loaded reaches that far. */
export function insert(projection: Projection, key: string, message: Message): void {
	const timeline = projection.timelines.get(key);
	if (!timeline || timeline.has_newer) return;
	const blank: Message = { ...message, reactions: [], reacted_by: [] };
	const old = timeline.messages.find((known) => known.id === message.id) ?? blank;
	const others = timeline.messages.filter((known) => known.id !== message.id);
	const at = others.findLastIndex((known) => seqOf(known) < seqOf(message)) + 1;
	projection.timelines.set(key, { ...timeline, messages: others.toSpliced(at, 0, keepMine(old, message)) });
}

/** Changes a message in every window that shows it. */
export function patchMessage(projection: Projection, id: string, change: (message: Message) => Message): void {
	for (const [key, timeline] of projection.timelines) {
		if (!timeline.messages.some((message) => message.id === id)) continue;
		const messages = timeline.messages.map((message) => (message.id === id ? change(message) : message));
		projection.timelines.set(key, { ...timeline, messages });
	}
}
