import type { Message } from "@clickclack/sdk";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { partFailed } from "../part-failed.ts";
import { later } from "./actions.ts";

/** Adds my reaction, or removes it. */
export const toggleReaction = (workspace: WorkspaceState, message: Message, emoji: string): Promise<void> =>
	later().then((actions) => actions.toggleReaction(workspace, message, emoji), partFailed);
