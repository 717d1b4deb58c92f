import * as common from "../strings/common.ts";
import { clock } from "../ui/time.ts";
import { daysAgo } from "./days.ts";

const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dateWithYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** A time in a sentence, with its day unless that is today: `10:42`, `yesterday, 10:42`, `Monday, 10:42`, `9 Nov, 10:42`. */
export function momentOf(time: string, now: Date): string {
	const days = daysAgo(time, now);
	return days < 1 ? clock(time) : common.dayAndTime(dayIn(time, days, now), clock(time));
}

function dayIn(time: string, days: number, now: Date): string {
	const then = new Date(time);
	if (days === 1) return relative.format(-1, "day");
	// a week ago it was the same day of the week
	if (days < 7) return weekday.format(then);
	return (then.getFullYear() === now.getFullYear() ? date : dateWithYear).format(then);
}
