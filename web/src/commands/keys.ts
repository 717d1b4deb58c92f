import * as strings from "../strings/commands.ts";
import * as common from "../strings/common.ts";

const isMac = navigator.platform.startsWith("Mac");

/** What is written in place of the name of a key. */
const signs: Record<string, string> = {
	Mod: isMac ? "⌘" : strings.ctrlKey,
	Alt: isMac ? "⌥" : strings.altKey,
	ArrowUp: "↑",
	ArrowDown: "↓",
	Shift: strings.shiftKey,
	Enter: strings.enterKey,
	Escape: strings.escapeKey,
};

/** `Mod+K` as it stands on the keyboard: `⌘`, `K`. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export const signsOf = (keys: string): string[] => keys.split("+").map((key) => signs[key] ?? key);

/** Keys of the message that has the focus: what its toolbar and the menu there do. */
export const messageKeys = {
	react: { keys: "R", title: strings.react },
	reply: { keys: "T", title: strings.replyInThread },
	edit: { keys: "E", title: common.edit },
	unread: { keys: "U", title: strings.markUnread },
	save: { keys: "S", title: strings.saveForLater },
	more: { keys: "M", title: strings.moreActions },
} as const;
