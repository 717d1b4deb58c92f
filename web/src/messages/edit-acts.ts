import { trimBody } from "@clickclack/sdk/grammar";
import type { Message } from "@clickclack/sdk";
import { tellOfAbsent } from "../state/absent.ts";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { drafts } from "../state/drafts.svelte.ts";
import { editKey, edits, originKey } from "../state/edits.svelte.ts";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/state.ts";

export const textOf = (message: Message, isInThread: boolean): string =>
	drafts.get(editKey(message, isInThread)) ?? message.body;

/** Whether the message was changed elsewhere since: to save would undo that. */
export function isOutdated(message: Message, isInThread: boolean): boolean {
	const origin = drafts.get(originKey(message, isInThread)) ?? message.body;
	return origin !== message.body && textOf(message, isInThread) !== message.body;
}

/** Goes on with the newer text in place of one's own. */
export function takeNewer(message: Message, isInThread: boolean): void {
	edits.cancel(message, isInThread);
	edits.begin(message, isInThread);
}

export function write(message: Message, isInThread: boolean, body: string): void {
	const key = editKey(message, isInThread);
	if (!drafts.has(key)) drafts.set(originKey(message, isInThread), message.body);
	drafts.set(key, body);
	edits.noteDraft(key);
}

/** The draft stays until the server has it: the page may be closed before. */
export async function save(workspace: WorkspaceState, message: Message, isInThread: boolean): Promise<void> {
	const body = trimBody(textOf(message, isInThread));
	if (body === message.body) return edits.cancel(message, isInThread);
	edits.saving.set(message.id, body);
	try {
		const { event } = await client.messages.edit(message.id, { body });
		if (event) {
			workspace.applyLocal(event);
			void tellOfAbsent(workspace, event.payload.message, message.body).catch(() => {});
		}
		edits.cancel(message, isInThread);
	} catch (error) {
		toast.error(strings.editFailed(errorText(error)));
	} finally {
		edits.saving.delete(message.id);
	}
}
