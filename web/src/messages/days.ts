const format = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const formatWithYear = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const ago = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });

const startOf = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const day_ms = 86_400_000;

const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

export const isSameDay = (a: string, b: string): boolean => startOf(new Date(a)) === startOf(new Date(b));

/** The day of a time as people say it: `Today`, `Yesterday`, `Monday, 9 November`. */
export function dayOf(time: string): string {
	const date = new Date(time);
	const days = Math.round((startOf(new Date()) - startOf(date)) / day_ms);
	if (days < 2) return capital(relative.format(-days, "day"));
	return (date.getFullYear() === new Date().getFullYear() ? format : formatWithYear).format(date);
}

/** How long ago, in one unit: `now`, `5 min. ago`, `yesterday`. */
export function since(time: string): string {
	const minutes = Math.round((Date.parse(time) - Date.now()) / 60_000);
	if (minutes === 0) return ago.format(0, "second");
	if (minutes > -60) return ago.format(minutes, "minute");
	if (minutes > -24 * 60) return ago.format(Math.round(minutes / 60), "hour");
	return ago.format(Math.round(minutes / (24 * 60)), "day");
}
