import { isStarred, toggleStar } from "../state/arrange.ts";
import { isMine } from "../state/conversations.ts";
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
	{ title: strings.newSection, kind: "conversations", icon: "menu", run: ({ show }) => show("newSection") },
];
