/* No dependency on a library, so that the app can import it. */

interface QuietHours {
	from: string;
	until: string;
	time_zone: string;
}

/** The time of day in a zone, `HH:MM`. An offset is a zone to every browser of today. */
const clockIn = (zone: string, now: Date): string =>
	new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(now);

function isWithin({ from, until, time_zone }: QuietHours, now: Date): boolean {
	const clock = clockIn(time_zone, now);
	return from < until ? from <= clock && clock < until : from <= clock || clock < until;
}

/** Whether nothing may notify now: during a pause, and in the quiet hours of each day. */
export const isQuiet = (
	{ paused_until, quiet_hours }: { paused_until?: string | undefined; quiet_hours?: QuietHours | undefined },
	now: Date,
): boolean =>
	(paused_until !== undefined && now < new Date(paused_until)) ||
	(quiet_hours !== undefined && isWithin(quiet_hours, now));
