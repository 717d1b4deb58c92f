import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export const thread = "Thread";
export const closeThread = "Close thread";
export const inChannel = (place: string): string => `in ${place}`;
export const withPeople = (place: string): string => `with ${place}`;
export const replies = "Replies";
export const replyCount = (n: number): string =>
	n === 0 ? "No replies yet. This click is waiting for its clack." : count(n, "reply", "replies");

export const threads = "Threads";
export const unreadThreads = (n: number, hasMore: boolean): string =>
	count(n, "unread thread", "unread threads", hasMore);
export const mentionMe = (n: number): string => count(n, "reply mentions you", "replies mention you");
/** They mention me, or are in a direct conversation. */
export const forMe = (n: number, hasMore: boolean): string => count(n, "reply for you", "replies for you", hasMore);

export const follow = "Follow thread";
export const unfollow = "Unfollow thread";
export const followFailed = (why: string): string => `Following wasn't changed. ${why}`;

/** `place` is "#general", or names of people. */
export const alsoSendTo = (place: string): string => `Also send to ${place}`;

export const all = "All";
export const unread = "Unread";
export const whichThreads = "Which threads";
export const loading = "Loading your threads";
export const loadFailed = "Couldn't load your threads";
export const noneTitle = "No threads yet";
export const noneHint = "You follow a thread when you reply in it, start it, or are mentioned in it.";
export const noneUnread = "No unread threads";
export const noneUnreadHint = "You've read every reply in the threads that you follow.";
export const wasDeleted = "This message was deleted";
export const lastReply = (person: string): string => `${isolated(person)}:`;
export const markRead = "Mark as read";
export const markAllRead = "Mark all threads as read";
export const markReadFailed = "Couldn't mark the thread as read";

/** In the list of one conversation. */
export const allThreads = "All threads";
export const noneHere = "No threads here yet";
export const noneHereHint = "Reply to a message in a thread, and it's listed here.";
export const noneOpen = "No channel is open";
export const openOne = "Open a channel to see its threads.";
