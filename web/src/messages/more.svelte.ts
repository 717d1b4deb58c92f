import type { Message } from "@clickclack/sdk";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import type { MessageAction } from "./actions.ts";

interface More {
	actions: (workspace: WorkspaceState, message: Message, isInThread: boolean) => MessageAction[];
	/** what stands over a message, and in its name */
	marks: (workspace: WorkspaceState, message: Message) => string;
}

/** About messages, what the first of them do not wait for: see more-actions.ts, which comes with the links of the sidebar. */
export const more: Partial<More> = $state({});
