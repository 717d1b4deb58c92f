import type { Message } from "@clickclack/sdk";
import { reactions } from "../state/reactions.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

/** Adds my reaction, or removes it. */
export async function toggleReaction(workspace: WorkspaceState, message: Message, emoji: string): Promise<void> {
	if (!(await reactions.toggle(workspace, message, emoji))) return;
	const { remember } = await import("../emoji/recent.ts");
	remember(emoji);
}
