import { partFailed } from "../part-failed.ts";
import { quotes } from "../state/quotes.ts";
import * as strings from "../strings/commands.ts";
import type { Command } from "./command.ts";
import { navigation } from "./navigation.ts";

const acts = () => import("../state/read-acts.ts");

/** What can be done by a key, and from the list of commands: what has no key is in listed-commands.ts, and comes with that list. */
export const commands: Command[] = [
	...navigation,
	{
		title: strings.closeOrMarkRead,
		kind: "conversations",
		icon: "check",
		keys: ["Escape"],
		isKeyOnly: true,
		run: ({ escape, conversation }) => {
			if (escape) escape();
			else if (conversation && !quotes.drop(conversation.id))
				void acts().then(({ markRead }) => markRead(conversation), partFailed);
		},
	},
	{
		title: strings.markAllRead,
		kind: "conversations",
		icon: "check",
		keys: ["Shift+Escape"],
		run: ({ workspace }) => void acts().then(({ markAllRead }) => markAllRead(workspace), partFailed),
	},
	{
		title: strings.shortcuts,
		kind: "settings",
		icon: "keyboard",
		keys: ["?", "Mod+/"],
		run: ({ show }) => show("shortcuts"),
	},
];
