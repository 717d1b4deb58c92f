import type { Message } from "@clickclack/sdk";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

/** My last message in a timeline, of those that are loaded. */
export const lastOwn = ({ me, timelines }: WorkspaceState, key: string): Message | undefined =>
	timelines.get(key)?.messages.findLast(({ author_id, deleted_at }) => author_id === me.user.id && !deleted_at);
