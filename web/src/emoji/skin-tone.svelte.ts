import { storage } from "../store/storage.ts";
import { skinTones, toned } from "./tones.ts";

const key = "clickclack.skin-tone";
const stored = (): string => skinTones.find((tone) => tone === storage.get(key)) ?? "";

/** The skin tone of the hands and people that one sends; kept in this browser, and the same in all its tabs. */
class SkinTone {
	#chosen = $state(stored());

	constructor() {
		addEventListener("storage", () => (this.#chosen = stored()));
	}

	get chosen(): string {
		return this.#chosen;
	}

	choose(tone: string): void {
		this.#chosen = tone;
		storage.set(key, tone);
	}

	/** An emoji as it is sent. */
	of(sign: string): string {
		return toned(sign, this.#chosen);
	}
}

export const skinTone = new SkinTone();
