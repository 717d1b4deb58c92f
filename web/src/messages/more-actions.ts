import { can, conversationOf } from "@clickclack/sdk";
import { messageKeys } from "../commands/keys.ts";
import { subjectOf } from "../state/conversations.ts";
import { isPinned } from "../state/pins.svelte.ts";
import { save, unsave } from "../state/saved-acts.ts";
import * as messages from "../strings/messages.ts";
import * as strings from "../strings/saved-parts.ts";
import type { MessageAction } from "./actions.ts";
import { togglePin } from "./later-actions.ts";
import { more } from "./more.svelte.ts";
import "./saved-mark.css";

more.marks = (workspace, message) =>
	[isPinned(workspace, message) && messages.pinned, workspace.saved?.of(message.id) === "open" && strings.saved]
		.filter(Boolean)
		.join(", ");

more.actions = (workspace, message) => {
	const { me, saved } = workspace;
	const conversation = workspace.conversation(conversationOf(message));
	const isSaved = saved?.of(message.id) === "open";
	const actions: (MessageAction | false | undefined)[] = [
		saved && {
			...messageKeys.save,
			...(isSaved && { title: strings.remove }),
			icon: "bookmark",
			run: () => (isSaved ? unsave(saved, message.id) : save(saved, message.id, "open")),
		},
		conversation &&
			can("message.pin", me, subjectOf(conversation)) && {
				title: isPinned(workspace, message) ? messages.unpinMessage : messages.pinMessage,
				icon: "pin",
				run: () => togglePin(workspace, message),
			},
	];
	return actions.filter((action) => action) as MessageAction[];
};
