import { conversationOf } from "./conversations.ts";
import type { Projection, Timeline } from "./projection.ts";
import { insert, patchMessages } from "./reduce-windows.ts";
import type { ChannelId, Message, TopicId } from "./types.ts";

/** The key of the window on a channel's messages with a topic. */
export const topicKey = (topic_id: TopicId, channel_id: ChannelId): string => `${topic_id} ${channel_id}`;

/** A message that was sent, changed or deleted is in the window on its topic, and in those on others no more. */
export function placeByTopic({ timelines }: Projection, message: Message): void {
	const place = conversationOf(message);
	for (const [key, timeline] of timelines) {
		const [topic_id, channel_id] = key.split(" ");
		if (channel_id !== place) continue;
		if (topic_id === message.topic_id) insert(timelines, key, message);
		else takeOut(timelines, key, timeline, message);
	}
}

/** A window of which nothing is left does not say where the rest begins: it has to be loaded again. */
function takeOut(timelines: Projection["timelines"], key: string, timeline: Timeline, message: Message): void {
	const messages = timeline.messages.filter(({ id }) => id !== message.id);
	if (messages.length === timeline.messages.length) return;
	if (messages.length === 0 && (timeline.has_older || timeline.has_newer)) timelines.delete(key);
	else timelines.set(key, { ...timeline, messages });
}

/** Its messages stay, without it. */
export function dropTopic(projection: Projection, topic_id: TopicId): void {
	const { timelines, topics } = projection;
	topics.delete(topic_id);
	for (const key of timelines.keys()) if (key.startsWith(topic_id)) timelines.delete(key);
	patchMessages(
		projection,
		(message) => message.topic_id === topic_id,
		({ topic_id: _, ...message }) => message,
	);
}

/** With their windows: a guest sees fewer than a member. */
export function forgetTopics({ timelines, topics }: Projection): void {
	topics.clear();
	for (const key of timelines.keys()) if (key.startsWith("top_")) timelines.delete(key);
}
