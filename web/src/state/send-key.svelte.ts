import { storage } from "../store/storage.ts";

export type SendKey = "Enter" | "Mod+Enter";

const key = "clickclack.send-key";
const stored = (): SendKey => (storage.get(key) === "Mod+Enter" ? "Mod+Enter" : "Enter");

/** Which key sends a message; kept in this browser, and the same in all its tabs. */
class SendKeyChoice {
	#chosen = $state(stored());

	constructor() {
		addEventListener("storage", () => (this.#chosen = stored()));
	}

	get chosen(): SendKey {
		return this.#chosen;
	}

	choose(chosen: SendKey): void {
		this.#chosen = chosen;
		storage.set(key, chosen);
	}

	/** The keyboards of phones have no Shift-Enter: there Enter begins a line, and the button sends. */
	get isEnter(): boolean {
		return this.#chosen === "Enter" && !matchMedia("(pointer: coarse)").matches;
	}
}

export const sendKey = new SendKeyChoice();
