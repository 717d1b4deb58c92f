import type { Message } from "@clickclack/sdk";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** A message as it is now, while some list has it; otherwise as it was. */
export function messageNow({ timelines }: WorkspaceState, message: Message): Message {
	for (const { messages } of timelines.values()) {
		const now = messages.find(({ id }) => id === message.id);
		if (now) return now;
	}
	return message;
}
