import { isStarred, sectionOf, toggleStar } from "../state/arrange.ts";
import { isMine } from "../state/conversations.ts";
import { unreadOnlyIn } from "../state/marked-sections.svelte.ts";
import type { Section } from "../state/sections.ts";
import { isMuted, muteSection } from "../state/mute-section.ts";
import * as section from "../strings/arranging.ts";
import * as strings from "../strings/commands.ts";
import type { Command, Context } from "./command.ts";

const isHere = ({ conversation }: Context): boolean => conversation !== undefined && isMine(conversation);

const star = (isAlready: boolean): Command => ({
	title: isAlready ? strings.unstarConversation : strings.starConversation,
	kind: "conversations",
	icon: "star",
	fits: (context) => isHere(context) && isStarred(context.workspace, context.conversation!) === isAlready,
	run: ({ workspace, conversation }) => toggleStar(workspace, conversation!),
});

/** The section of what is open. */
const sectionHere = (context: Context): Section | undefined =>
	isHere(context) ? sectionOf(context.workspace, context.conversation!) : undefined;

const mute = (mutes: boolean): Command => ({
	title: mutes ? section.muteThis : section.unmuteThis,
	kind: "conversations",
	icon: mutes ? "bell-off" : "bell",
	fits: (context) => {
		const here = sectionHere(context);
		return here !== undefined && isMuted(here) !== mutes;
	},
	run: (context) => void muteSection(sectionHere(context)!, mutes),
});

const showUnread = (isOn: boolean): Command => ({
	title: isOn ? section.onlyUnreadHere : section.showAllHere,
	kind: "conversations",
	icon: "inbox",
	fits: (context) => {
		const here = sectionHere(context);
		return here !== undefined && unreadOnlyIn(context.workspace).has(here.key) !== isOn;
	},
	run: (context) => unreadOnlyIn(context.workspace).toggle(sectionHere(context)!.key),
});

/** What arranges the sidebar. */
export const arranging: Command[] = [
	star(false),
	star(true),
	{
		title: strings.moveConversation,
		kind: "conversations",
		icon: "menu",
		fits: isHere,
		run: ({ show }) => show("moveConversation"),
	},
	mute(true),
	mute(false),
	showUnread(true),
	showUnread(false),
	{ title: strings.newSection, kind: "conversations", icon: "menu", run: ({ show }) => show("newSection") },
];
