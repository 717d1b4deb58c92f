import type { Read } from "../transaction.ts";
import type { Span } from "./times.ts";

/** Of the numbers of messages, the end exclusive. */
export interface Range {
	from: number;
	until: number;
}

/** The messages that were sent in these spans, the newest first. */
export const rangesOf = (tx: Read, spans: Span[]): Range[] =>
	spans
		.toSorted((a, b) => b.from - a.from)
		.map(({ from, until }) => ({ from: firstSince(tx, from), until: firstSince(tx, until) }));

/** The parts of ranges that are these messages. @param nums descending */
export const onlyIn = (ranges: Range[], nums: number[]): Range[] =>
	ranges.flatMap(({ from, until }) =>
		nums.filter((num) => num >= from && num < until).map((num) => ({ from: num, until: num + 1 })),
	);

/** The parts of ranges that are not before or after all of these messages. @param nums descending, at least one */
export const around = (ranges: Range[], nums: number[]): Range[] =>
	ranges
		.map(({ from, until }) => ({ from: Math.max(from, nums.at(-1)!), until: Math.min(until, nums[0]! + 1) }))
		.filter(({ from, until }) => from < until);

/**
 * The number of the first message that was sent then or later. Numbers follow time, so it takes as many steps as the
 * greatest has digits to the base 2.
 */
function firstSince({ sql }: Read, ms: number): number {
	if (!Number.isFinite(ms)) return ms < 0 ? 0 : Number.MAX_SAFE_INTEGER;
	let [low, high] = [0, sql<{ num: number }>`SELECT coalesce(max(num), 0) + 1 AS num FROM messages`[0]!.num];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		const [row] = sql<{ num: number; created_ms: number }>`
			SELECT num, created_ms FROM messages WHERE num >= ${middle} ORDER BY num LIMIT 1`;
		if (!row || row.created_ms >= ms) high = middle;
		else low = row.num + 1;
	}
	return low;
}
