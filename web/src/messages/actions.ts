import { can, conversationOf, type Message } from "@clickclack/sdk";
import { messageKeys } from "../commands/keys.ts";
import { router } from "../router.svelte.ts";
import { messagePath, threadPath } from "../routes.ts";
import { isMine, subjectOf } from "../state/conversations.ts";
import { deletions } from "../state/deletions.svelte.ts";
import { isPinned } from "../state/pins.svelte.ts";
import { edits } from "../state/edits.svelte.ts";
import { isNewTo } from "../state/unread.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { messageDialog } from "../state/message-dialog.svelte.ts";
import * as common from "../strings/common.ts";
import * as strings from "../strings/messages.ts";
import * as threads from "../strings/threads.ts";
import type { IconName } from "../ui/icons.ts";

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
	const root_id = message.also_sent_root_id ?? message.thread_root_id;
	const followed = workspace.followed?.threads.get(root_id);
	const actions: (MessageAction | false | undefined)[] = [
		!isInThread && {
			...messageKeys.reply,
			isButton: true,
			icon: "reply",
			run: () => router.go(threadPath(message)),
		},
		conversation &&
			isMine(conversation) &&
			can(isInThread ? "message.reply" : "message.create", me, subjectOf(conversation)) && {
				title: strings.quote,
				icon: "quote",
				run: () => later().then((actions) => actions.beginQuote(message, isInThread)),
			},
		can("message.edit", me, message) && {
			...messageKeys.edit,
			isButton: true,
			icon: "edit",
			run: () => edits.begin(message, isInThread),
		},
		!isInThread &&
			conversation &&
			isMine(conversation) &&
			isNewTo(message, me.user) && {
				...messageKeys.unread,
				icon: "mail",
				run: () => later().then((actions) => actions.markUnread(message)),
			},
		conversation &&
			isMine(conversation) &&
			workspace.followed && {
				title: followed?.is_following ? threads.unfollow : threads.follow,
				icon: "bell",
				run: () => later().then((actions) => actions.toggleFollow(workspace, root_id)),
			},
		{ title: strings.forward, icon: "forward", run: () => (messageDialog.open = { name: "forward", message }) },
		{ title: strings.copyText, icon: "copy", run: () => later().then((actions) => actions.copyText(message)) },
		{ title: common.copyLink, icon: "link", run: () => later().then(({ copyLink }) => copyLink(messagePath(message))) },
		message.edited_at !== undefined && {
			title: strings.editHistory,
			icon: "clock",
			run: () => (messageDialog.open = { name: "versions", message }),
		},
		conversation &&
			can("message.pin", me, subjectOf(conversation)) && {
				title: isPinned(workspace, message) ? strings.unpinMessage : strings.pinMessage,
				icon: "pin",
				run: () => later().then((actions) => actions.togglePin(workspace, message)),
			},
		can("message.delete", me, message) && {
			title: strings.deleteMessage,
			icon: "trash",
			danger: true,
			run: () => deletions.begin(workspace, message.id),
		},
	];
	return actions.filter((action) => action) as MessageAction[];
}
