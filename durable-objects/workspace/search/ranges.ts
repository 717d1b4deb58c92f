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

/**
 * The parts of ranges that have these messages in them, between the largest gaps.
 * @param nums descending, at least one
 * @param most how many parts of one range
 */
export function around(ranges: Range[], nums: number[], most: number): Range[] {
	const gaps = nums.slice(1).map((num, i) => nums[i]! - num);
	const least = most === 1 ? Infinity : Math.max(1, gaps.toSorted((a, b) => b - a)[most - 2] ?? 1);
	const ends = gaps.flatMap((gap, i) => (gap > least ? [i] : []));
	const parts = [...ends, nums.length - 1].map((end, i) => ({
		from: nums[end]!,
		until: nums[i === 0 ? 0 : ends[i - 1]! + 1]! + 1,
	}));
	return ranges.flatMap((range) =>
		parts
			.map(({ from, until }) => ({ from: Math.max(range.from, from), until: Math.min(range.until, until) }))
			.filter(({ from, until }) => from < until),
	);
}

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
