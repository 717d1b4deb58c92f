import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export { drafts } from "./drafts.ts";
export const scheduled = "Scheduled";
export const whichDrafts = "Which drafts";
/** In the sidebar, for a screen reader. */
export const scheduledCount = (n: number): string => count(n, "scheduled message", "scheduled messages");
export const failedCount = (n: number): string => `${count(n, "message", "messages")} not sent`;

export const schedule = "Schedule message";
export const scheduledFor = (when: string): string => `Scheduled for ${when}.`;
export const view = "View";
export const notScheduled = (why: string): string => `The message wasn't scheduled. ${why}`;
export const sendsAt = (when: string): string => `Will be sent ${when}`;
export const notSent = (why: string): string => `Not sent: ${why}. Choose another time, or cancel it.`;
export const edit = "Edit";
export const editTitle = "Edit scheduled message";
export const message = "Message";
export const when = "Send at";
export const save = "Save";
export const sendNow = "Send now";
export const cancelIt = "Cancel message";
export const cancelTitle = "Delete the scheduled message?";
export const cancelAbout = "It won't be sent, and its text is lost.";
export const cancelled = "The message won't be sent.";
export const notChanged = (why: string): string => `The scheduled message wasn't changed. ${why}`;
export const inThread = (place: string): string => `Thread in ${place}`;
export const inSomeThread = "Thread";
export const elsewhere = "A conversation that you can't open";

export const loading = "Loading your scheduled messages";
export const loadFailed = "Couldn't load your scheduled messages";
export const noneScheduled = "Nothing is scheduled";
export const noneScheduledHint = "Write a message, and choose a time behind the clock beside “Send”.";
/** In the sidebar, for a screen reader. */
export const draftCount = (n: number): string => count(n, "draft", "drafts");
export const deleteDraft = "Delete draft";
export const draftDeleted = "Draft deleted.";
export const inThreadAbout = (place: string, about: string): string => `${inThread(place)}: ${isolated(about)}`;
export const isOther = "You wrote something else on another device";
export const useIt = "Use it";
export const discard = "Discard";
export const replaced = "What you wrote here was replaced.";
export const discarded = "What you wrote on another device was discarded.";
export const onlyHere = "Something you wrote couldn't be saved. Signing out deletes it.";
export const noWayBack =
	"You have no e-mail address here: to sign in again you need another device that is signed in, or a link from whoever runs this server.";
export const signOutAnyway = "Sign out anyway";
export const noDrafts = "No drafts";
export const noDraftsHint = "What you write and don't send is kept here.";
/** In place of the button that schedules. */
export const noFilesLater = "Messages with files can't be scheduled";
