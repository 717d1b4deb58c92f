import { can, conversationOf } from "@clickclack/sdk";
import { messageKeys } from "../commands/keys.ts";
import { isDirect, isMine, subjectOf } from "../state/conversations.ts";
import { isPinned } from "../state/pins.svelte.ts";
import { save, unsave } from "../state/saved-acts.ts";
import { messageDialog } from "../state/message-dialog.svelte.ts";
import * as common from "../strings/common.ts";
import * as messages from "../strings/messages.ts";
import * as reminders from "../strings/reminders.ts";
import { remindersIn } from "../state/reminders.svelte.ts";
import * as threads from "../strings/threads.ts";
import * as strings from "../strings/saved-parts.ts";
import { messagePath } from "../routes.ts";
import type { MessageAction } from "./actions.ts";
import { canTakePart, isSilent } from "./take-part.ts";
import { beginQuote, copyLink, copyText, toggleFollow, togglePin } from "./later-actions.ts";
import { more } from "./more.svelte.ts";
import "./saved-mark.css";

more.marks = (workspace, message) =>
	[isPinned(workspace, message) && messages.pinned, workspace.saved?.of(message.id) === "open" && strings.saved]
		.filter(Boolean)
		.join(", ");

more.actions = (workspace, message, isInThread) => {
	const { me, saved } = workspace;
	const conversation = workspace.conversation(conversationOf(message));
	const root_id = message.also_sent_root_id ?? message.thread_root_id;
	const followed = workspace.followed?.threads.get(root_id);
	const isSaved = saved?.of(message.id) === "open";
	const actions: (MessageAction | false | undefined)[] = [
		conversation &&
			isMine(conversation) &&
			!isSilent(workspace) &&
			can(isInThread ? "message.reply" : "message.create", me, subjectOf(conversation)) && {
				title: messages.quote,
				icon: "quote",
				run: () => beginQuote(message, isInThread),
			},
		conversation &&
			isMine(conversation) &&
			workspace.followed && {
				title: followed?.is_following ? threads.unfollow : threads.follow,
				icon: "bell",
				run: () => toggleFollow(workspace, root_id),
			},
		{
			title: remindersIn(workspace).of(message.id) ? reminders.changeReminder : reminders.remindMe,
			icon: "bell",
			run: () => (messageDialog.open = { name: "remind", message }),
		},
		!isSilent(workspace) && {
			title: messages.forward,
			icon: "forward",
			run: () => (messageDialog.open = { name: "forward", message }),
		},
		saved && {
			...messageKeys.save,
			...(isSaved && { title: strings.remove }),
			icon: "bookmark",
			run: () => (isSaved ? unsave(saved, message.id) : save(saved, message.id, "open")),
		},
		message.reactions.length > 0 && {
			title: messages.reactions,
			icon: "smile",
			run: () => (messageDialog.open = { name: "reactions", message }),
		},
		message.edited_at !== undefined && {
			title: messages.editHistory,
			icon: "clock",
			run: () => (messageDialog.open = { name: "versions", message }),
		},
		conversation &&
			!isSilent(workspace) &&
			can("message.pin", me, subjectOf(conversation)) && {
				title: isPinned(workspace, message) ? messages.unpinMessage : messages.pinMessage,
				icon: "pin",
				run: () => togglePin(workspace, message),
			},
		conversation &&
			!isDirect(conversation) &&
			!message.parent_message_id &&
			can("message.set_topic", me, message) &&
			canTakePart(workspace, message) && {
				title: messages.changeTopic,
				icon: "topic",
				run: () => (messageDialog.open = { name: "topic", message }),
			},
		{ title: messages.copyText, icon: "copy", run: () => copyText(message) },
		!isSilent(workspace) &&
			message.author.id !== me.user.id && {
				title: messages.reportMessage,
				icon: "warning",
				run: () => (messageDialog.open = { name: "report", message }),
			},
		{ title: common.copyLink, icon: "link", run: () => copyLink(messagePath(message)) },
	];
	return actions.filter((action) => action) as MessageAction[];
};
