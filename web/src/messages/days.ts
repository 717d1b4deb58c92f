import * as common from "../strings/common.ts";

const format = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const formatWithYear = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const ago = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });

const startOf = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const day_ms = 86_400_000;

const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

export const isSameDay = (a: string, b: string): boolean => startOf(new Date(a)) === startOf(new Date(b));

/** How many days ago a time was, by the calendar. */
export const daysAgo = (time: string, now: Date): number =>
	Math.round((startOf(now) - startOf(new Date(time))) / day_ms);

/** The day of a time as people say it: `Today`, `Yesterday`, `Monday, 9 November`. */
export function dayOf(time: string, now: Date): string {
	const date = new Date(time);
	const days = daysAgo(time, now);
	if (days < 2) return capital(relative.format(-days, "day"));
	return (date.getFullYear() === now.getFullYear() ? format : formatWithYear).format(date);
}

/** The day of a time where nobody knows what today is: `Monday, 9 November 2026`. */
export const wholeDay = (time: string): string => formatWithYear.format(new Date(time));

/** How long ago, in one unit: `just now`, `5 min. ago`, `yesterday`. */
export function since(time: string, now: Date): string {
	const minutes = Math.round((Date.parse(time) - now.getTime()) / 60_000);
	if (minutes === 0) return common.justNow;
	if (minutes > -60) return ago.format(minutes, "minute");
	if (minutes > -24 * 60) return ago.format(Math.round(minutes / 60), "hour");
	return ago.format(Math.round(minutes / (24 * 60)), "day");
}
