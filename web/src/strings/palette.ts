import { isolated } from "@clickclack/sdk";
/** The switcher, which is loaded when it is opened. */

export const goToWhat = "Conversation, person or command";
export const results = "Results";
/** After the name of a conversation, for screen readers. */
export const unread = "unread";
/** Beside the name of a conversation: messages to me. */
export const newForMe = (n: number): string => `${n} new`;
/** Beside the name of a topic. */
export const topicIn = (place: string): string => `Topic in ${place}`;
export const searchFor = (words: string): string => `Search messages for “${isolated(words)}”`;
export const goToPage = (page: string): string => `Go to ${page}`;
