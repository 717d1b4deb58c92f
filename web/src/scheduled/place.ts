import type { ConversationId, MessageId, WorkspaceId } from "@clickclack/sdk";
import { conversationPath, threadPath } from "../routes.ts";
import { placeOf } from "../state/titles.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/draft-parts.ts";

interface Place {
	title: string;
	path: string;
}

/** Where something is to be said; a thread alone names no conversation. */
export function placeIn(
	workspace: WorkspaceState,
	conversation_id: ConversationId | undefined,
	root_id: MessageId | undefined,
): Place {
	const workspace_id: WorkspaceId = workspace.workspace.id;
	const conversation = workspace.conversation(conversation_id);
	const title = conversation && placeOf(conversation, workspace.me.user.id);
	if (root_id === undefined)
		return { title: title ?? strings.elsewhere, path: conversationPath({ workspace_id, id: conversation_id! }) };
	return {
		title: title ? strings.inThread(title) : strings.inSomeThread,
		path: threadPath({ workspace_id, id: root_id }),
	};
}
