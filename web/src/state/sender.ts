import type { DurableEvent, Message } from "@clickclack/sdk";
import { client } from "../client.ts";
import { isWritten } from "./news.ts";
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
	if (shown?.workspace.id !== send.workspace_id) return;
	for (const event of events) shown.applyLocal(event);
	if (send.body.includes("@")) tellOfAbsent(shown, events.find(isWritten)?.payload.message);
}

/** Whom it calls and who is not there: that is looked up after it was sent, and nothing waits for it. */
function tellOfAbsent(workspace: WorkspaceState, message: Message | undefined): void {
	if (message) void import("./absent.ts").then((it) => it.tellOfAbsent(workspace, message)).catch(() => {});
}

/** The events of the answer; none when an earlier attempt had arrived after all: then the log has told them. */
async function answerTo({
	root_id,
	conversation_id,
	body,
	nonce,
	quote,
	attachments,
	also_send,
	topic_id,
	draft_version,
}: Send): Promise<DurableEvent[]> {
	const message = {
		body,
		nonce,
		draft_version,
		quoted_message_id: quote?.id,
		upload_ids: attachments?.map(({ id }) => id),
	};
	if (root_id !== undefined) {
		const { events = [], also } = await client.threads.reply(root_id, { ...message, also_send });
		return also ? [...events, also.event] : events;
	}
	const { event } = await client.messages.create(conversation_id, { ...message, topic_id });
	return event ? [event] : [];
}
