/** Suggestions above the text that is written, loaded when a name is begun. */

export const people = "People to mention";
export const channels = "Channels to mention";
export const emoji = "Emoji";
