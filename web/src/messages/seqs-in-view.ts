import { seqOf } from "@clickclack/sdk";
import type { Viewport } from "./viewport.svelte.ts";

/**
 * The seqs of the messages at the top and the bottom of the view; none while nothing is shown. As a derived value it changes
 * with scrolling alone: at that time the list, its rows and its position agree.
 */
export function seqsInView({ isSettled, above, list, rows }: Viewport): { from: number; to: number } {
	if (!isSettled || !list) return { from: 0, to: -1 };
	const seqAt = (px: number) => {
		const message = rows[list.findItemIndex(px)]?.message;
		// what is being sent comes after all messages
		return message ? seqOf(message) : Infinity;
	};
	return { from: seqAt(above), to: seqAt(above + list.getViewportSize()) };
}
