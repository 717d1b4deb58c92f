import type { Message, MessageId } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";

const roots = new SvelteMap<MessageId, Message>();
const asked = new Set<MessageId>();

/** What a thread is about, once it is known: asked once for each. */
export function rootOf(id: MessageId): Message | undefined {
	if (!asked.has(id)) {
		asked.add(id);
		client.messages.get(id).then(
			(message) => roots.set(id, message),
			() => asked.delete(id),
		);
	}
	return roots.get(id);
}
