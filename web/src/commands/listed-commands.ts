import { can, seesUnjoined } from "@clickclack/sdk";
import { partFailed } from "../part-failed.ts";
import { router } from "../router.svelte.ts";
import { copyLink } from "../state/clipboard.ts";
import { places } from "../places.ts";
import { build, conversationPath, routes } from "../routes.ts";
import { loadActs } from "../directs/load-acts.ts";
import { isDirect, isMine, subjectOf, type DirectConversation } from "../state/conversations.ts";
import { messageDialog } from "../state/message-dialog.svelte.ts";
import { unreadIn } from "../state/unread.ts";
import * as strings from "../strings/commands.ts";
import * as common from "../strings/common.ts";
import { goToPage } from "../strings/palette.ts";
import { createPoll } from "../strings/composer.ts";
import { pins } from "../strings/pins.ts";
import type { Command } from "./command.ts";
import { archiving } from "./archive-commands.ts";
import { arranging } from "./arrange-commands.ts";
import { commands } from "./commands.ts";
import { sectionCommands } from "./section-commands.ts";

/** What has no key. */
const keyless: Command[] = [
	{
		title: strings.markRead,
		kind: "conversations",
		icon: "check",
		fits: ({ conversation }) => conversation !== undefined && unreadIn(conversation) > 0,
		run: ({ conversation }) =>
			void import("../state/read-acts.ts").then(({ markRead }) => markRead(conversation!), partFailed),
	},
	{
		title: strings.newMessage,
		kind: "conversations",
		icon: "edit",
		fits: ({ workspace }) => can("direct.create", workspace.me),
		run: ({ show }) => show("newMessage"),
	},
	{
		title: strings.closeConversation,
		kind: "conversations",
		icon: "close",
		fits: ({ conversation }) => conversation !== undefined && isDirect(conversation),
		run: ({ workspace, conversation }) =>
			void loadActs().then(({ closeDirect }) => closeDirect(workspace, conversation as DirectConversation), partFailed),
	},
	{
		title: common.createAChannel,
		kind: "conversations",
		icon: "plus",
		fits: ({ workspace }) => can("channel.create", workspace.me, workspace.workspace),
		run: ({ show }) => show("createChannel"),
	},
	{
		title: strings.browseChannels,
		kind: "conversations",
		icon: "compass",
		fits: ({ workspace }) => seesUnjoined(workspace.me, { kind: "public" }),
		run: ({ show }) => show("browseChannels"),
	},
	{
		title: createPoll,
		kind: "conversations",
		icon: "poll",
		fits: ({ conversation, workspace }) =>
			conversation !== undefined &&
			isMine(conversation) &&
			can("message.create", workspace.me, subjectOf(conversation)),
		run: ({ conversation }) => (messageDialog.open = { name: "poll", conversation: conversation! }),
	},
	...arranging,
	...archiving,
	{
		title: strings.conversationDetails,
		kind: "conversations",
		icon: "hash",
		fits: ({ conversation }) => conversation !== undefined,
		run: () => router.goPane("details"),
	},
	{
		title: strings.copyConversationLink,
		kind: "conversations",
		icon: "link",
		fits: ({ conversation }) => conversation !== undefined,
		run: ({ conversation }) => void copyLink(conversationPath(conversation!)),
	},
	{
		title: pins,
		kind: "conversations",
		icon: "pin",
		fits: ({ conversation }) => conversation !== undefined,
		run: () => router.goPane("pins"),
	},
	{
		title: common.files,
		kind: "conversations",
		icon: "paperclip",
		fits: ({ conversation }) => conversation !== undefined,
		run: () => router.goPane("files"),
	},
	{
		title: common.topics,
		kind: "conversations",
		icon: "topic",
		fits: ({ conversation }) => conversation !== undefined && !isDirect(conversation),
		run: () => router.goPane("topics"),
	},
	{
		title: strings.jumpToDate,
		kind: "conversations",
		icon: "clock",
		fits: ({ conversation }) => conversation !== undefined,
		run: ({ show }) => show("jumpToDate"),
	},
	...places.map(({ route, icon }): Command => ({
		title: goToPage(routes[route].title!),
		kind: "conversations",
		icon,
		run: ({ workspace }) => router.go(build(route, { workspace: workspace.workspace.route_id })),
	})),
	{ title: strings.setStatus, kind: "settings", icon: "smile", run: ({ show }) => show("status") },
	{ title: strings.pauseFor, kind: "settings", icon: "bell-off", run: ({ show }) => show("pause") },
	...sectionCommands,
];

const kinds: Command["kind"][] = ["navigation", "conversations", "settings"];

/** Everything that can be done from the list of commands. */
export const listedCommands: Command[] = [...commands, ...keyless]
	.filter(({ isKeyOnly }) => !isKeyOnly)
	.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
