import type { TopicId } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";

/** The topic that my next message to a conversation gets. */
export const chosenTopics = new SvelteMap<string, TopicId>();

/** For one message. */
export function takeTopic(key: string): TopicId | undefined {
	const topic_id = chosenTopics.get(key);
	chosenTopics.delete(key);
	return topic_id;
}
