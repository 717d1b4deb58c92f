import { Reading, type ReadingPlace } from "../state/reads.svelte.ts";
import { seqsInView } from "./seqs-in-view.ts";
import type { Viewport } from "./viewport.svelte.ts";

/**
 * Looks at what is on the screen, so that it is read, as long as the component lives that calls it.
 * @param online the line "New" goes after this seq
 */
export function readAlong(place: ReadingPlace, viewport: Viewport, online: (seq: number) => void): void {
	const reading = new Reading(place, online);
	$effect(() => {
		// what is new may be in view without having moved anything
		void viewport.timeline.page;
		if (viewport.isVisible) reading.see(seqsInView(viewport), viewport.isAtEnd);
	});
	$effect(() => reading.follow(viewport.isAtEnd && viewport.isVisible));
}
