import { tick } from "svelte";
import { clear_px, type Viewport } from "./viewport.svelte.ts";

/** Whether the focus is moved by keys: then it must not get lost. */
export const isMovedByKeys = (): boolean => document.documentElement.dataset["focus"] === "keys";

/** Shows a message near the top, with the lines above it. */
export async function leadTo(viewport: Viewport, seq: number): Promise<void> {
	const isByKeys = isMovedByKeys();
	await viewport.open({ seq, offset: -clear_px });
	// another list takes the place of the one that was there
	await tick();
	if (isByKeys) await focusOn(viewport, seq);
}

const most_frames = 60;

/** The list draws a row some frames after it has scrolled there. */
async function focusOn(viewport: Viewport, seq: number): Promise<void> {
	for (let frame = 0; frame < most_frames; frame++) {
		await new Promise(requestAnimationFrame);
		const { key = "" } = viewport.rows[viewport.indexOf(seq)] ?? {};
		const message = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
		if (message && viewport.isSettled) return message.focus({ preventScroll: true });
	}
}
