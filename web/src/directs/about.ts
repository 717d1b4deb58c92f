import { othersIn, type DirectConversation } from "../state/conversations.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/directs.ts";

/** What the picture of a conversation shows, in words: whether the other one is online, or how many are in it. */
export function aboutDirect(workspace: WorkspaceState, direct: DirectConversation): string {
	const [other, ...rest] = othersIn(direct, workspace.me.user.id);
	if (!other || rest.length > 0) return strings.group(direct.members.length);
	return workspace.isOnline(other.id) ? strings.online : strings.offline;
}
