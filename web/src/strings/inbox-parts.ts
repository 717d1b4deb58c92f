import { isolated } from "@clickclack/sdk";
import { count, number } from "./plural.ts";

export { inbox } from "./inbox.ts";
/** In the sidebar, for a screen reader. */
export const forYou = (n: number, hasMore: boolean): string => `${number(n, hasMore)} for you`;
export const hasUnread = "unread messages";

export const all = "All";
export const mentions = "Mentions";
export const whichEntries = "What the inbox shows";
export const loading = "Loading your inbox";
export const loadFailed = "Couldn't load your inbox";
export const waiting = (n: number, hasMore: boolean): string => count(n, "entry", "entries", hasMore);
export const none = "You're all caught up.";
export const noneHint = "New messages, replies and mentions show up here.";
export const noMentions = "No unread mentions";
export const noMentionsHint = "Messages that mention you show up here.";

export const unread = (n: number): string => `${n.toLocaleString()} unread`;
export const mentionCount = (n: number): string => count(n, "mention", "mentions");
export const threadIn = (place: string): string => (place ? `Thread in ${place}` : "Thread");
export const said = (person: string): string => `${isolated(person)}:`;
/** What is not shown of an entry: how much, and who wrote the last of it when. */
export const moreBy = (n: number, person: string, when: string): string =>
	`${n.toLocaleString()} more, the last by ${isolated(person)}, ${when}`;
export const showMore = "Show more";
export const wordsFailed = "Couldn't load the messages.";

export const markRead = "Mark as read";
export const markAllRead = "Mark all as read";
export const markedRead = (place: string): string => `${place} is marked as read.`;
export const markReadFailed = (why: string): string => `It wasn't marked as read. ${why}`;
