import type { Conversation } from "../state/conversations.ts";
import { partFailed } from "../part-failed.ts";
import { router } from "../router.svelte.ts";
import { conversationPath } from "../routes.ts";
import { waitingIn } from "../state/unread.ts";
import * as strings from "../strings/commands.ts";
import type { Command, Context } from "./command.ts";

/** Goes that many places down the sidebar, or up; after the last comes the first. */
function step({ conversation }: Context, list: Conversation[], by: number): void {
	const at = list.findIndex(({ id }) => id === conversation?.id);
	const next = list.at((at < 0 && by < 0 ? 0 : at + by) % list.length);
	if (next) router.go(conversationPath(next));
}

function stepUnread(context: Context, by: number): void {
	step(
		context,
		context.workspace.mine.filter((one) => waitingIn(one) > 0 || one.id === context.conversation?.id),
		by,
	);
}

const goToRegion = (by: number): void =>
	void import("./regions.ts").then(({ nextRegion }) => nextRegion(by), partFailed);

/** What leads from one place of the app to another. */
export const navigation: Command[] = [
	{
		title: strings.goToAnything,
		kind: "navigation",
		icon: "search",
		keys: ["Mod+K"],
		isKeyOnly: true,
		run: ({ show }) => show("palette"),
	},
	{
		title: strings.searchMessages,
		kind: "navigation",
		icon: "search",
		keys: ["Mod+Shift+F"],
		run: () => {
			router.goPane("search");
			// a pane that opens takes the focus by itself; it may be open already
			document.querySelector<HTMLElement>("[role=search] input")?.focus();
		},
	},
	{
		title: strings.nextConversation,
		kind: "navigation",
		icon: "arrow-down",
		keys: ["Alt+ArrowDown"],
		isKeyOnly: true,
		run: (context) => step(context, context.workspace.mine, 1),
	},
	{
		title: strings.previousConversation,
		kind: "navigation",
		icon: "arrow-up",
		keys: ["Alt+ArrowUp"],
		isKeyOnly: true,
		run: (context) => step(context, context.workspace.mine, -1),
	},
	{
		title: strings.nextUnread,
		kind: "navigation",
		icon: "arrow-down",
		keys: ["Alt+Shift+ArrowDown", "N"],
		run: (context) => stepUnread(context, 1),
	},
	{
		title: strings.previousUnread,
		kind: "navigation",
		icon: "arrow-up",
		keys: ["Alt+Shift+ArrowUp"],
		run: (context) => stepUnread(context, -1),
	},
	{
		title: strings.nextRegion,
		kind: "navigation",
		icon: "monitor",
		keys: ["F6"],
		isKeyOnly: true,
		run: () => goToRegion(1),
	},
	{
		title: strings.previousRegion,
		kind: "navigation",
		icon: "monitor",
		keys: ["Shift+F6"],
		isKeyOnly: true,
		run: () => goToRegion(-1),
	},
];
