import { seqOf, type Message } from "@clickclack/sdk";
import type { ReadPage } from "../state/timeline.svelte.ts";

/**
 * Finds the first message that was written at a time or later; undefined when there is none. The API pages by seq alone,
 * but seqs are 1, 2, 3 … in the order of time: among a million messages that takes a page and fourteen to twenty small reads.
 */
export async function firstSince(read: ReadPage, time: number, signal: AbortSignal): Promise<number | undefined> {
	const isSince = ({ created_at }: Message) => Date.parse(created_at) >= time;
	const { messages: newest } = await read({});
	const first = newest.find(isSince);
	if (!first || first !== newest[0]) return first && seqOf(first);
	let [from, to] = [1, seqOf(first)];
	while (from < to) {
		signal.throwIfAborted();
		const middle = Math.floor((from + to) / 2);
		const { messages } = await read({ after_seq: middle - 1, limit: 1 });
		if (messages.every(isSince)) to = middle;
		else from = middle + 1;
	}
	return to;
}

/* Days as the field of a browser has them, `2026-11-09`, where the reader is. */
export const midnightOf = (day: string): number => Date.parse(`${day}T00:00`);

const two = (n: number) => String(n).padStart(2, "0");
export function today(): string {
	const now = new Date();
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
