/** Of what is loaded when somebody goes from one place of a conversation to another. */
import { count } from "./plural.ts";

/** @param when "10:42", or "Monday, 10:42"; unknown while the first one is not loaded */
export const newSince = (n: number, when: string | undefined): string =>
	count(n, "new message", "new messages") + (when ? ` since ${when}` : "");
export const markAsRead = "Mark as read";

export const markReadFailed = (why: string): string => `The conversation wasn't marked as read. ${why}`;
export const markUnreadFailed = (why: string): string => `The message wasn't marked as unread. ${why}`;
export const allRead = "Everything is marked as read.";
export const threadsRead = "All threads are marked as read.";
export const partlyRead = (why: string): string => `Only part of it is marked as read. ${why}`;
export const nothingUnread = "There is nothing unread.";
export const markAllReadFailed = (why: string): string => `Not everything was marked as read. ${why}`;
export const mayBeAllRead = "No answer came, so not everything may be marked as read. Try again when you're connected.";
export const undoFailed = (why: string): string => `That wasn't undone. ${why}`;

export const jumpToBeginning = "Jump to the beginning";
export const date = "Date";
export const jump = "Jump";
