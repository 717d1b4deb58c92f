import type { TopicId } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";

/** The topic that my next message to a conversation gets. */
export const chosenTopics = new SvelteMap<string, TopicId>();
