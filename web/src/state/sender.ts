import type { DurableEvent } from "@clickclack/sdk";
import { client } from "../client.ts";
import type { Send } from "./outbox.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

let shown: WorkspaceState | undefined;

/** Sets the workspace that shows at once what the server answers. */
export function showAnswersIn(workspace: WorkspaceState): void {
	shown = workspace;
}

/** Sends a message to the server. */
export async function post(send: Send): Promise<void> {
	const events = await answerTo(send);
	if (shown?.workspace.id === send.workspace_id) for (const event of events) shown.applyLocal(event);
}

/** The events of the answer; none when an earlier attempt had arrived after all: then the log has told them. */
async function answerTo({ root_id, conversation_id, body, nonce }: Send): Promise<DurableEvent[]> {
	if (root_id !== undefined) return (await client.threads.reply(root_id, { body, nonce })).events ?? [];
	const { event } = await client.messages.create(conversation_id, { body, nonce });
	return event ? [event] : [];
}
