import type { Message } from "@clickclack/sdk";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import type { MessageAction } from "./actions.ts";

interface More {
	actions: (workspace: WorkspaceState, message: Message) => MessageAction[];
	/** what stands over a message, and in its name */
	mark: (workspace: WorkspaceState, message: Message) => string | false;
}

/** About messages, what the first of them do not wait for: it comes with what the sidebar says about what I keep for later. */
export const more: Partial<More> = $state({});
