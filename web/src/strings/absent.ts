import { isolated } from "@clickclack/sdk";

/* Of people whom a message calls and who are not in its channel. */

const list = new Intl.ListFormat("en");
const most_named = 3;

function subject(names: string[]): string {
	const named = names.slice(0, most_named).map(isolated);
	const rest = names.length - named.length;
	const all = rest > 0 ? [...named, rest === 1 ? "1 other" : `${rest.toLocaleString()} others`] : named;
	return list.format(all);
}

const isNot = (names: string[]): string => (names.length > 1 ? "aren't" : "isn't");

/** They do not see it. */
export const notNotified = (names: string[], place: string): string =>
	`${subject(names)} ${isNot(names)} in ${place} and won't be notified.`;
/** They could see it, but nothing of it counts for them. */
export const mayMiss = (names: string[], place: string): string =>
	`${subject(names)} ${isNot(names)} in ${place} and may miss this.`;
export const addToChannel = "Add to channel";
export const added = (names: string[], place: string): string =>
	`${subject(names)} ${names.length > 1 ? "were" : "was"} added to ${place}.`;
export const addFailed = (why: string): string => `They weren't added. ${why}`;
