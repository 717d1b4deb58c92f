import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export const reminders = "Reminders";
export { remindMe } from "./messages.ts";
export const changeReminder = "Change reminder";
export const remindAboutThis = "Remind me about this message";
export const otherTime = "Another time";
export const setIt = "Set reminder";
export const inMinutes = (n: number): string => `In ${n} minutes`;
export const inHours = (n: number): string => (n === 1 ? "In 1 hour" : `In ${n} hours`);
export const nextWeek = (clock: string): string => `Next week, Monday at ${isolated(clock)}`;
export const willRemind = (when: string): string => `You'll be reminded on ${when}.`;
export const reminderOf = (person: string, text: string): string => `Reminder: ${isolated(person)}: ${isolated(text)}`;
/** Of a notice: `place` is "Grace in #general". */
export const reminderFor = (place: string): string => `Reminder: ${place}`;
export const view = "View";
export const dueCount = (n: number): string => count(n, "reminder is due", "reminders are due");
export const due = (when: string): string => `Reminder, due since ${when}`;
export const remindsAt = (when: string): string => `Reminds you on ${when}`;
export const done = "Done";
export const notChanged = (why: string): string => `The reminder wasn't changed. ${why}`;
export const loading = "Loading your reminders";
export const loadFailed = "Couldn't load your reminders";
export const none = "No reminders";
export const noneHint = "Choose “Remind me” in the menu of a message, and it comes back when you need it.";
