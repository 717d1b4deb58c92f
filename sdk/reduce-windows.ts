import type { Projection, Timeline } from "./projection.ts";
import { keepChoices } from "./reduce-polls.ts";
import type { Message } from "./types.ts";

/** `next`, with which reactions and choices are the caller's own, which events do not tell. */
export function keepMine(old: Message, next: Message): Message {
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
export function insert(timelines: Projection["timelines"], key: string, message: Message): void {
	const timeline = timelines.get(key);
	if (!timeline || !reaches(timeline, seqOf(message))) return;
	const blank: Message = { ...message, reactions: [], reacted_by: [] };
	// one that gets a topic is known from its channel's window
	const [old = blank] = [...timelines.values()].flatMap(
		({ messages }) => messages.find(({ id }) => id === message.id) ?? [],
	);
	const others = timeline.messages.filter((known) => known.id !== message.id);
	const at = others.findLastIndex((known) => seqOf(known) < seqOf(message)) + 1;
	timelines.set(key, { ...timeline, messages: others.toSpliced(at, 0, keepMine(old, message)) });
}

/** Whether a message with this seq is in the window, if there is one. */
const reaches = ({ messages, has_older, has_newer }: Timeline, seq: number): boolean =>
	!(has_older && seq < seqOf(messages[0]!)) && !(has_newer && seq > seqOf(messages.at(-1)!));

/** Changes a message in every window that has it. */
export const patchMessage = (projection: Projection, id: string, change: (message: Message) => Message): void =>
	patchMessages(projection, (message) => message.id === id, change);

/** Changes messages in every window that has them. */
export function patchMessages(
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
