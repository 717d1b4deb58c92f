const dayFormat = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const clockFormat = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** `8 May 2026` in the reader's language and zone. */
export const day = (time: string): string => dayFormat.format(new Date(time));

/** `14:05`, the reader's way. */
export const clock = (time: string): string => clockFormat.format(new Date(time));

/** `2:05`, where there is no room for `PM`. */
export const narrowClock = (time: string): string =>
	clockFormat
		.formatToParts(new Date(time))
		.map(({ type, value }) => (type === "dayPeriod" ? "" : value))
		.join("")
		.trim();
