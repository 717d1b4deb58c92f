import { count } from "./plural.ts";
/** Suggestions above the text that is written, loaded when a name is begun. */

export const people = "People to mention";
export const channels = "Channels to mention";
export const emoji = "Emoji";
/** Of a group: its handle and how many it calls. */
export const group = (handle: string, n: number): string => `@${handle} · ${count(n, "person", "people")}`;
/** What calls several people, with what it does. */
export const groups = [
	{ title: "@channel", note: "Everyone in this conversation" },
	{ title: "@here", note: "Everyone here who is online" },
];
