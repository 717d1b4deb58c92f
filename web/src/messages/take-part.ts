import { can, conversationOf, isRestricted, type Message } from "@clickclack/sdk";
import { subjectOf } from "../state/conversations.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { now } from "../ui/now.svelte.ts";

/** I am timed out or blocked: I may read, and change nothing. */
export const isSilent = ({ me }: WorkspaceState): boolean => isRestricted(me, now.date.toISOString());

/** Whether I may react to a message, vote, and edit my own. */
export function canTakePart(workspace: WorkspaceState, message: Message): boolean {
	const conversation = workspace.conversation(conversationOf(message));
	return !isSilent(workspace) && (!conversation || can("message.reply", workspace.me, subjectOf(conversation)));
}
