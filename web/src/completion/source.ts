import type { User } from "@clickclack/sdk";
import type { IconName } from "../ui/icons.ts";
import { notInWord } from "../ui/in-word.ts";

/** One line of the menu. */
export interface Suggestion {
	key: string;
	/** takes the place of what was typed */
	text: string;
	title: string;
	/** behind the title: the emoji of somebody's status */
	sign?: string | undefined;
	/** beside the title */
	note?: string;
	/** before the title: one of these */
	user?: User;
	icon?: IconName;
	emoji?: string;
}

/** A colon in a word begins no emoji, `12:30`, and neither does one in an address. */
export const begunEmoji = new RegExp(
	String.raw`${notInWord(String.raw`_:\/.@#\-`)}[:：](?:[a-z]{2}[\w\-]*|[\-+]1|100)$`,
	"iv",
);
/** Letters and emoji, and the signs of `C++`, `C#` and `.NET`. */
export const begunChannel = new RegExp(
	String.raw`${notInWord(String.raw`_.@#\/\-`)}[#＃]\.?(?:[\p{L}\p{M}\p{N}_\-\p{ExtPict}\p{EMod}\p{RI}\p{Join_C}]|(?<=[\p{L}\p{M}\p{N}+])\+|(?<=[\p{L}\p{M}\p{N}])[#♯]){0,80}$`,
	"v",
);

/** What a sign begins. */
export interface Source {
	/** of the list */
	label: string;
	/** the sign and the beginning of a name, before the caret */
	begun: RegExp;
	/** The nearest first, from what is known here. */
	find: (typed: string) => Suggestion[];
	/** Asks the server for what is not known here. */
	ask?: (typed: string) => void;
}
