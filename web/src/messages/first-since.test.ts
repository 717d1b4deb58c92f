import type { Message } from "@clickclack/sdk";
import { expect, test } from "vitest";
import type { ReadPage } from "../state/timeline.svelte.ts";
import { firstSince } from "./first-since.ts";

const minute_ms = 60_000;

/** A conversation of `last` messages, one a minute from 0 on, except that nobody writes in the third hour. */
function conversation(last: number) {
	const timeOf = (seq: number) => (seq <= 120 ? seq - 1 : seq + 59) * minute_ms;
	const reads: number[] = [];
	const read: ReadPage = async ({ after_seq = Math.max(0, last - 100), limit = 100 }) => {
		reads.push(limit);
		const seqs = Array.from({ length: Math.min(limit, last - after_seq) }, (_, n) => after_seq + 1 + n);
		const messages = seqs.map((seq) => ({ channel_seq: seq, created_at: new Date(timeOf(seq)).toISOString() }));
		return { messages: messages as Message[], has_older: false, has_newer: false };
	};
	const find = (minutes: number) => firstSince(read, minutes * minute_ms, new AbortController().signal);
	return { find, reads, read };
}

test("the first message of a time or after it is found", async () => {
	const { find } = conversation(1_000);
	expect(await find(-5)).toBe(1);
	expect(await find(0)).toBe(1);
	expect(await find(0.5)).toBe(2);
	expect(await find(119)).toBe(120);
	expect(await find(120)).toBe(121);
	expect(await find(180)).toBe(121);
	expect(await find(1_059)).toBe(1_000);
	expect(await find(1_060)).toBeUndefined();
	expect(await conversation(1).find(0)).toBe(1);
	expect(await conversation(0).find(0)).toBeUndefined();
});

test("in a million messages that takes a page and twenty single ones, and no more than the page for a recent time", async () => {
	const { find, reads } = conversation(1_000_000);
	expect(await find(500_000)).toBe(499_941);
	expect(reads[0]).toBe(100);
	expect(reads.length).toBeLessThanOrEqual(21);
	expect(new Set(reads.slice(1))).toEqual(new Set([1]));
	reads.length = 0;
	expect(await find(1_000_040)).toBe(999_981);
	expect(reads).toEqual([100]);
});

test("a search that is given up asks for nothing more", async () => {
	const { read, reads } = conversation(1_000);
	await expect(firstSince(read, 5 * minute_ms, AbortSignal.abort())).rejects.toThrow();
	expect(reads).toHaveLength(1);
});
