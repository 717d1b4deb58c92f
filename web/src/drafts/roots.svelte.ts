import type { Message, MessageId, ServerEvent } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { oneFor } from "../state/one-for.ts";

const roots = new SvelteMap<MessageId, Message>();
/** in which epoch of its workspace */
const asked = new Map<MessageId, number>();
const follow = oneFor(({ followers }) => followers.push({ receive }));

/** What a thread is about, once it is known; asked for again when it may have changed. */
export function rootOf(workspace: WorkspaceState, id: MessageId): Message | undefined {
	follow(workspace);
	if (asked.get(id) !== workspace.epoch) {
		asked.set(id, workspace.epoch);
		ask(id);
	}
	return roots.get(id);
}

function ask(id: MessageId): void {
	client.messages.get(id).then(
		(message) => roots.set(id, message),
		() => {
			asked.delete(id);
			roots.delete(id);
		},
	);
}

function receive(events: ServerEvent[]): void {
	for (const { type, payload } of events)
		if ((type === "message.updated" || type === "message.deleted") && roots.has(payload.message_id))
			ask(payload.message_id);
}
