import * as strings from "../strings/composer.ts";
import type { IconName } from "../ui/icons.ts";
import { isPressed } from "../ui/key-press.ts";
import { insert, type Text } from "./text.ts";

export interface Format {
	icon: IconName;
	label: string;
	/** as `isPressed` reads them */
	keys?: string;
	change: (text: Text) => Text | Promise<Text>;
}

export const loadFormatting = () => import("./formatting.ts");

const later =
	(name: "bold" | "italic" | "code" | "link"): Format["change"] =>
	async (text) =>
		(await loadFormatting())[name](text);

/** The buttons under the text. */
export const formats: Format[] = [
	{ icon: "bold", label: strings.bold, keys: "Mod+B", change: later("bold") },
	{ icon: "italic", label: strings.italic, keys: "Mod+I", change: later("italic") },
	{ icon: "code", label: strings.code, keys: "Mod+E", change: later("code") },
	{ icon: "link", label: strings.link, keys: "Mod+U", change: later("link") },
	{ icon: "at", label: strings.mentionSomeone, change: (text) => insert(text, isAfterWord(text) ? " @" : "@") },
];

const isAfterWord = ({ value, start }: Text) => /\S/.test(value.slice(Math.max(0, start - 1), start));

/** The format that a key press asks for. */
export const formatOf = (event: KeyboardEvent): Format | undefined =>
	formats.find(({ keys }) => keys && isPressed(event, keys));
