import * as strings from "../strings/later.ts";
import * as reminders from "../strings/reminders.ts";
import { clock, day } from "../ui/time.ts";

/* Times that people choose, where they are: by the calendar, so that nine o'clock is nine o'clock when the clocks change. */

export interface Choice {
	title: string;
	at: Date;
}

const morning = 9;

/** Nine in the morning, so many days from now. */
export const morningIn = (now: Date, days: number): Date =>
	new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);

/** The next Monday that is not today or tomorrow, which have words of their own. */
export function nextMonday(now: Date): Date {
	const days = (8 - now.getDay()) % 7 || 7;
	return morningIn(now, days === 1 ? 8 : days);
}

export const inMinutes = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const clockOf = (at: Date): string => clock(at.toISOString());

/** When a message may be sent. */
export function sendingTimes(now: Date): Choice[] {
	const [tomorrow, monday] = [morningIn(now, 1), nextMonday(now)];
	return [
		{ title: strings.inAnHour, at: inMinutes(now, 60) },
		{ title: strings.tomorrow(clockOf(tomorrow)), at: tomorrow },
		{ title: strings.nextMonday(clockOf(monday)), at: monday },
	];
}

/** When somebody may be reminded. */
export function remindingTimes(now: Date): Choice[] {
	const [tomorrow, monday] = [morningIn(now, 1), nextMonday(now)];
	return [
		{ title: reminders.inMinutes(20), at: inMinutes(now, 20) },
		{ title: reminders.inHours(1), at: inMinutes(now, 60) },
		{ title: reminders.inHours(3), at: inMinutes(now, 180) },
		{ title: strings.tomorrow(clockOf(tomorrow)), at: tomorrow },
		{ title: reminders.nextWeek(clockOf(monday)), at: monday },
	];
}

export const whenOf = (time: string): string => strings.dayAt(day(time), clock(time));

const two = (n: number): string => String(n).padStart(2, "0");
/** As the field of a browser has it: `2026-11-09T09:00`, where the reader is. */
export const fieldOf = (at: Date): string =>
	`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
