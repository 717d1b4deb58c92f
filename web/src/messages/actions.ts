import { can, conversationOf, type Message } from "@clickclack/sdk";
import { messageKeys } from "../commands/keys.ts";
import { partFailed } from "../part-failed.ts";
import { router } from "../router.svelte.ts";
import { threadPath } from "../routes.ts";
import { isMine } from "../state/conversations.ts";
import { deletions } from "../state/deletions.svelte.ts";
import { edits } from "../state/edits.svelte.ts";
import { isNewTo } from "../state/unread.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/messages.ts";
import type { IconName } from "../ui/icons.ts";
import { more } from "./more.svelte.ts";
import { canTakePart, isSilent } from "./take-part.ts";

export interface MessageAction {
	title: string;
	icon: IconName;
	/** its key, while the message has the focus */
	keys?: string;
	/** a button of the toolbar; the others are in its menu */
	isButton?: true;
	danger?: boolean;
	run: () => unknown;
}

/** Not needed for the first messages. */
export const later = () => import("./later-actions.ts");

/** What I can do with a message besides reacting: the same in the toolbar, its menu and the sheet of touch screens. */
export function messageActions(workspace: WorkspaceState, message: Message, isInThread: boolean): MessageAction[] {
	const { me } = workspace;
	const conversation = workspace.conversation(conversationOf(message));
	const thread = message.parent_message_id && workspace.followed?.threads.get(message.parent_message_id);
	const hasPosition = isInThread ? thread?.is_following : conversation && isMine(conversation);
	const actions: (MessageAction | false | undefined)[] = [
		!isInThread && {
			...messageKeys.reply,
			isButton: true,
			icon: "reply",
			run: () => router.go(threadPath(message)),
		},
		canTakePart(workspace, message) &&
			can("message.edit", me, message) && {
				...messageKeys.edit,
				isButton: true,
				icon: "edit",
				run: () => edits.begin(message, isInThread),
			},
		hasPosition &&
			isNewTo(message, me.user) && {
				...messageKeys.unread,
				icon: "mail",
				run: () => later().then((actions) => actions.markUnread(message), partFailed),
			},
		...(more.actions?.(workspace, message, isInThread) ?? []),
		!isSilent(workspace) &&
			can("message.delete", me, message) && {
				title: strings.deleteMessage,
				icon: "trash",
				danger: true,
				run: () => deletions.begin(workspace, message.id),
			},
	];
	return actions.filter((action) => action) as MessageAction[];
}
