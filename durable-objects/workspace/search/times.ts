import { type SearchFilter, offsetIn } from "@clickclack/protocol";

/** In milliseconds since 1970, the end exclusive. */
export interface Span {
	from: number;
	until: number;
}
export const always: Span = { from: -Infinity, until: Infinity };

const day_ms = 86_400_000;

/** What a zone's clocks show, as if it were UTC. */
type Clocks = (ms: number) => number;

function clocksOf(zone: string): Clocks {
	const offset = offsetIn(zone);
	if (offset !== undefined) return (ms) => ms + offset;
	const numbers = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric" } as const;
	const format = new Intl.DateTimeFormat("en", {
		...numbers,
		minute: "numeric",
		second: "numeric",
		hourCycle: "h23",
		timeZone: zone,
	});
	return (ms) => {
		const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
		const { year, month, day, hour, minute, second } = parts as Record<string, number>;
		return Date.UTC(year!, month! - 1, day, hour, minute, second);
	};
}

/** When a day begins, which clocks that are put forward may do after midnight. Nothing was sent before 1970. */
function startOf(day: number, clocks: Clocks): number {
	if (day <= 0) return 0;
	const begins = [day - day_ms, day + day_ms].map((ms) => day - (clocks(ms) - ms));
	return begins.toSorted((a, b) => a - b).find((ms) => clocks(ms) >= day) ?? Math.max(...begins);
}

/** The first day and the one after the last, as times in UTC. */
function daysIn(value: string, now: number): [first: number, end: number] {
	const today = now - (((now % day_ms) + day_ms) % day_ms);
	const [year, month, weekday] = [
		new Date(now).getUTCFullYear(),
		new Date(now).getUTCMonth(),
		new Date(now).getUTCDay(),
	];
	if (value === "today") return [today, today + day_ms];
	if (value === "yesterday") return [today - day_ms, today];
	if (value === "week") return [today - ((weekday + 6) % 7) * day_ms, today + day_ms];
	if (value === "month") return [Date.UTC(year, month), today + day_ms];
	if (value === "year") return [Date.UTC(year, 0), today + day_ms];
	const first = new Date(`${value.padEnd(10, "-01-01").slice(0, 10)}T00:00:00Z`);
	const end = new Date(first);
	if (value.length === 4) end.setUTCFullYear(first.getUTCFullYear() + 1);
	else if (value.length === 7) end.setUTCMonth(first.getUTCMonth() + 1);
	else end.setUTCDate(first.getUTCDate() + 1);
	return [Number(first), Number(end)];
}

/** When something was sent that an operator about times finds; undefined for the other operators. */
export function spanOf({ name, value }: SearchFilter, now: number, zone: string): Span | undefined {
	if (!["before", "after", "on", "during"].includes(name)) return undefined;
	const clocks = clocksOf(zone);
	const [from, until] = daysIn(value, clocks(now)).map((day) => startOf(day, clocks)) as [number, number];
	if (name === "before") return { ...always, until: from };
	return name === "after" ? { ...always, from: until } : { from, until };
}

/** What of the spans is in one more, or outside of it. */
export function within(spans: Span[], { from, until }: Span, isOutside = false): Span[] {
	const kept = isOutside
		? [
				{ from: -Infinity, until: from },
				{ from: until, until: Infinity },
			]
		: [{ from, until }];
	return kept
		.flatMap((one) =>
			spans.map((span) => ({ from: Math.max(span.from, one.from), until: Math.min(span.until, one.until) })),
		)
		.filter((span) => span.from < span.until);
}
