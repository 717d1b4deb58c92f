/** Suggestions above the text that is written, loaded when a name is begun. */

export const people = "People to mention";
export const channels = "Channels to mention";
export const emoji = "Emoji";
/** What calls several people, with what it does. */
export const groups = [
	{ title: "@channel", note: "Everyone in this conversation" },
	{ title: "@here", note: "Everyone here who is online" },
];
