import type { IconName } from "../ui/icons.ts";
import { insert, wrap, wrapCode, wrapLink, type Text } from "./text.ts";

export interface Format {
	icon: IconName;
	label: string;
	/** with Ctrl or ⌘ */
	key?: string;
	change: (text: Text) => Text;
}

/** The buttons under the text. */
export const formats: Format[] = [
	{ icon: "bold", label: "Bold", key: "b", change: (text) => wrap(text, "**") },
	{ icon: "italic", label: "Italic", key: "i", change: (text) => wrap(text, "_") },
	{ icon: "code", label: "Code", key: "e", change: wrapCode },
	{ icon: "link", label: "Link", key: "u", change: wrapLink },
	{ icon: "at", label: "Mention someone", change: (text) => insert(text, isAfterWord(text) ? " @" : "@") },
];

const isAfterWord = ({ value, start }: Text) => /\S$/.test(value.slice(0, start));

/** The format that a key press asks for. */
export const formatOf = (event: KeyboardEvent): Format | undefined =>
	event.ctrlKey || event.metaKey ? formats.find(({ key }) => key === event.key) : undefined;
