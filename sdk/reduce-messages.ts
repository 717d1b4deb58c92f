import { conversationOf, isDirect } from "./conversations.ts";
import type { Projection } from "./projection.ts";
import { dropTimelines, findConversation } from "./reduce-conversations.ts";
import { isNews, patchCounts } from "./reduce-counts.ts";
import { noteSent } from "./reduce-directs.ts";
import { applyPin } from "./reduce-pins.ts";
import { pollAfter } from "./reduce-polls.ts";
import { dropTopic, placeByTopic } from "./reduce-topics.ts";
import { insert, keepMine, patchMessage, patchMessages } from "./reduce-windows.ts";
import { noteMention } from "./reduce-mentions.ts";
import type { DurableEvent, Member } from "./types.ts";

/** Applies an event to the loaded windows and pins. */
export function reduceTimelines(projection: Projection, event: DurableEvent): void {
	switch (event.type) {
		case "message.created":
			insert(projection.timelines, conversationOf(event.payload.message), event.payload.message);
			return placeByTopic(projection, event.payload.message);
		case "thread.reply_created":
			return insert(projection.timelines, event.payload.root_message_id, event.payload.message);
		case "message.updated":
		case "message.deleted":
			patchMessage(projection, event.payload.message.id, (old) => keepMine(old, event.payload.message));
			return placeByTopic(projection, event.payload.message);
		case "topic.created":
		case "topic.updated":
			return void projection.topics.set(event.payload.topic_id, event.payload.topic);
		case "topic.deleted":
			return dropTopic(projection, event.payload.topic_id);
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
