import type { End } from "../strings/statuses.ts";
import { inMinutes } from "../later/times.ts";

/** The first moment of a day, so many days from now. */
const midnightIn = (now: Date, days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);

/** When a status is cleared, where I am: by the calendar, the week ends with Sunday. @param date what was chosen for "date" */
export function endOf(end: End, now: Date, date: string): Date | undefined {
	if (end === "never") return undefined;
	if (end === "today") return midnightIn(now, 1);
	if (end === "week") return midnightIn(now, 7 - ((now.getDay() + 6) % 7));
	return end === "date" ? new Date(date) : inMinutes(now, Number(end));
}
