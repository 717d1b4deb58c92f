import { conversationOf, type ConversationId, type Message, type MessageId, type WorkspaceId } from "@clickclack/sdk";
import { drawnText } from "../drawn-text.ts";
import { conversationPath, threadPath } from "../routes.ts";
import { placeOf } from "../state/titles.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/draft-parts.ts";

interface Place {
	title: string;
	path: string;
}

/** Where something is to be said; a thread alone names no conversation. @param root says what the thread is about */
export function placeIn(
	workspace: WorkspaceState,
	conversation_id: ConversationId | undefined,
	root_id: MessageId | undefined,
	root?: Message,
): Place {
	const workspace_id: WorkspaceId = workspace.workspace.id;
	const conversation = workspace.conversation(root ? conversationOf(root) : conversation_id);
	const title = conversation && placeOf(conversation, workspace.me.user.id);
	if (root_id === undefined)
		return { title: title ?? strings.elsewhere, path: conversationPath({ workspace_id, id: conversation_id! }) };
	return {
		title: titleOf(workspace, title, root),
		path: threadPath({ workspace_id, id: root_id }),
	};
}

function titleOf({ handles }: WorkspaceState, title: string | undefined, root: Message | undefined): string {
	if (!title) return strings.inSomeThread;
	return root?.body
		? strings.inThreadAbout(title, drawnText(root.body, handles).slice(0, 100))
		: strings.inThread(title);
}
