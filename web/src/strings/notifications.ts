import { isolated } from "@clickclack/sdk";

export const writes = (name: string): string => isolated(name);
export const writesIn = (name: string, channel: string): string => `${isolated(name)} in #${isolated(channel)}`;
export const inThread = (place: string): string => `${place} (thread)`;

export const inWorkspace = "Workspace";
export const browser = "Browser notifications";
export const browserHint =
	"For messages that mention you, direct messages, replies in threads that you follow, reminders, and what you chose for a channel. For this browser only, while ClickClack is open in it, and for the eight workspaces that you used last.";
export const turnOn = "Turn on";
export const turnOff = "Turn off";
export const blocked =
	"This browser blocks notifications from this site. Allow them in its settings for the site first.";
export const missing = "This browser can't show notifications.";

export const keywords = "Keywords";
export const keywordsHint =
	"Messages with these words notify you like mentions and stand out. One on each line, up to 20.";

export const quiet = "Do not disturb";
export const quietHint = "Nothing makes a sound or shows a notification. What is unread is still counted.";
export const from = "From";
export const until = "Until";
export const inZone = (zone: string): string => `Time zone: ${isolated(zone)}`;
export { pauseFor } from "./commands.ts";
export const howLong = "How long";
export const inAllWorkspaces =
	"In all your workspaces, nothing makes a sound or shows a notification. What is unread is still counted.";
export const resumed = "Notifications are on again.";
export const pauses = {
	"30": "For 30 minutes",
	"60": "For 1 hour",
	"240": "For 4 hours",
	tomorrow: "Until tomorrow, 9:00",
};
export const pause = "Pause";
export const pausedUntil = (moment: string): string => `Paused until ${isolated(moment)}.`;
/** In a menu. */
export const untilWhen = (moment: string): string => `Paused until ${isolated(moment)}`;
export const resume = "Resume";
export const saved = "Saved.";
