import { isolated } from "@clickclack/sdk";

/** Words that stand in several places, and mean the same in each. */
export const add = "Add";
export const back = "Back";
export const cancel = "Cancel";
export const close = "Close";
export const copyLink = "Copy link";
export const createAChannel = "Create a channel";
export const deleteIt = "Delete";
export const details = "Details";
export const dismiss = "Dismiss";
export const edit = "Edit";
export const files = "Files";
export const join = "Join";
/** Of what happened in the last minute. */
export const justNow = "just now";
export const leave = "Leave";
export const members = "Members";
export const more = "More";
export const name = "Name";
export const open = "Open";
export const profile = "Profile";
export const group = "Group";
export const remove = "Remove";
export const retry = "Retry";
export const role = "Role";
export const save = "Save";
export const search = "Search";
export const settings = "Settings";
export const topics = "Topics";
export const tryAgain = "Try again";
export const undo = "Undo";
export const you = "You";
/** In a title, where no icon says what it is. */
export const channel = (title: string): string => `#${isolated(title)}`;
/** After the name of a page, in the title of the window. */
export const titled = (page: string): string => `${page} · ClickClack`;
export const dayAndTime = (day: string, time: string): string => `${day}, ${time}`;
