/** `Tue 14:05` where it is another day there, the reader's way; undefined for a zone that this browser does not know. */
export function timeThere(now: Date, timeZone: string): string | undefined {
	try {
		const there = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit", timeZone });
		const withDay = new Intl.DateTimeFormat(undefined, {
			weekday: "short",
			hour: "numeric",
			minute: "2-digit",
			timeZone,
		});
		return dayIn(now, timeZone) === dayIn(now) ? there.format(now) : withDay.format(now);
	} catch {
		return undefined;
	}
}

const dayIn = (now: Date, timeZone?: string): string =>
	new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...(timeZone !== undefined && { timeZone }) }).format(now);
