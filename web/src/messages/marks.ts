import type { Message } from "@clickclack/sdk";
import { isPinned } from "../state/pins.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { more } from "./more.svelte.ts";
import * as strings from "../strings/messages.ts";

/** What stands over a message, and in its name. */
export const marksOf = (workspace: WorkspaceState, message: Message): string =>
	[isPinned(workspace, message) && strings.pinned, more.mark?.(workspace, message)].filter(Boolean).join(", ");
