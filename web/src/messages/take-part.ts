import { can, isRestricted } from "@clickclack/sdk";
import { subjectOf, type Conversation } from "../state/conversations.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { now } from "../ui/now.svelte.ts";

/** I am timed out or blocked: I may read, and change nothing. */
export const isSilent = ({ me }: WorkspaceState): boolean => isRestricted(me, now.date.toISOString());

/** Whether I may edit, react and vote there. */
export const canTakePart = (workspace: WorkspaceState, conversation: Conversation | undefined): boolean =>
	!isSilent(workspace) && (!conversation || can("message.reply", workspace.me, subjectOf(conversation)));
