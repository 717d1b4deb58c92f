import { storage } from "../store/storage.ts";

const key = "clickclack.pane-width";
const usual = 400;
export const clamp = { least: 300, most: 720 };

const within = (px: number) => Math.round(Math.min(clamp.most, Math.max(clamp.least, px)));

/** How wide the right pane is, in px; kept in this browser. */
class PaneWidth {
	#px = $state(within(Number(storage.get(key)) || usual));

	get px(): number {
		return this.#px;
	}

	set(px: number): void {
		this.#px = within(px);
		storage.set(key, this.#px);
	}

	reset(): void {
		this.set(usual);
	}
}

export const paneWidth = new PaneWidth();
