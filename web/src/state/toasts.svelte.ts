import * as common from "../strings/common.ts";

/** How long something can be undone, in ms. */
export const undo_ms = 5_000;
/** Of what is out of sight at once. */
export const undo_longer_ms = 8_000;
const plain_ms = 4_000;
const error_ms = 8_000;
/** how long it stays at least when the pointer or the focus has left it */
const held_ms = 1_000;
/** One that is pointed at, or has the focus, is being read or about to be pressed. */
const isHeld = () => document.querySelector("[data-toasts]:is(:hover, :focus-within)") !== null;

export interface Toast {
	kind: "note" | "error";
	words: string;
	action?: { label: string; run: () => void };
	close: () => void;
}

class Toasts {
	list = $state.raw<Toast[]>([]);

	/** Something went well, or is worth knowing. */
	note(words: string): void {
		this.#show({ kind: "note", words }, plain_ms);
	}

	/** Something failed: what happened and what to do, with a button for it if `action` is given. */
	error(words: string, action?: Toast["action"]): void {
		this.#show({ kind: "error", words, action }, error_ms);
	}

	/** Offers something for which there is time: it stays until it is taken or dismissed, which runs `done`. @returns what takes it away */
	offer(words: string, action: Toast["action"], done?: () => void): () => void {
		return this.#show({ kind: "note", words, action }, undefined, done);
	}

	/** Offers to undo something; `done` runs when the toast ends, `undo` if that is pressed before. @returns what ends it */
	undo(
		words: string,
		{ undo, done, life_ms = undo_ms }: { undo: () => void; done?: () => void; life_ms?: number },
	): () => void {
		return this.#show({ kind: "note", words, action: { label: common.undo, run: undo } }, life_ms, done);
	}

	#show(about: Omit<Toast, "close">, life_ms?: number, done?: () => void): () => void {
		const remove = () => {
			clearTimeout(timer);
			this.list = this.list.filter((other) => other !== toast);
		};
		const close = () => {
			remove();
			done?.();
		};
		const end = () => {
			if (isHeld()) timer = setTimeout(end, held_ms);
			else close();
		};
		let timer = life_ms === undefined ? undefined : setTimeout(end, life_ms);
		const action = about.action && {
			label: about.action.label,
			run: () => {
				remove();
				about.action?.run();
			},
		};
		const toast: Toast = { ...about, action, close };
		this.list = [...this.list, toast];
		return close;
	}
}

export const toast = new Toasts();
