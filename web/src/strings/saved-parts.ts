import { count } from "./plural.ts";

export { saved } from "./saved.ts";
/** In the sidebar, for a screen reader. */
export const openCount = (n: number): string => count(n, "saved message", "saved messages");

export const open = "Open";
export const done = "Done";
export const whichSaved = "Which saved messages";
export const loading = "Loading what you saved";
export const loadFailed = "Couldn't load what you saved";
export const noneTitle = "Nothing saved yet";
export const noneHint = "Save a message to come back to it: choose “Save for later” in its menu, or press S.";
export const noneDone = "Nothing done yet";
export const noneDoneHint = "Messages that you mark as done are listed here.";

export const markDone = "Mark as done";
export const reopen = "Mark as not done";
export const remove = "Remove from saved";
export const removed = "Removed from saved.";
export const notRemoved = (why: string): string => `Couldn't remove the saved message. ${why}`;
export const notSaved = (why: string): string => `Couldn't save the message. ${why}`;
