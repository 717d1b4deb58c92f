/** How long something can be undone, in ms. */
export const undo_ms = 5_000;
const plain_ms = 4_000;
const error_ms = 8_000;

export interface Toast {
	kind: "note" | "error";
	words: string;
	act?: { label: string; run: () => void };
	close: () => void;
}

class Toasts {
	list = $state.raw<Toast[]>([]);

	/** Something went well, or is worth knowing. */
	note(words: string): void {
		this.#show({ kind: "note", words }, plain_ms);
	}

	/** Something failed: what happened and what to do, with a button for it if `act` is given. */
	error(words: string, act?: Toast["act"]): void {
		this.#show({ kind: "error", words, act }, error_ms);
	}

	/** Offers to undo something; `done` runs when the toast ends, `undo` if that is pressed before. */
	undo(words: string, { undo, done }: { undo: () => void; done: () => void }): void {
		this.#show({ kind: "note", words, act: { label: "Undo", run: undo } }, undo_ms, done);
	}

	#show(about: Omit<Toast, "close">, life_ms: number, done?: () => void): void {
		const remove = () => {
			clearTimeout(timer);
			this.list = this.list.filter((other) => other !== toast);
		};
		const close = () => {
			remove();
			done?.();
		};
		const timer = setTimeout(close, life_ms);
		const act = about.act && {
			label: about.act.label,
			run: () => {
				remove();
				about.act?.run();
			},
		};
		const toast: Toast = { ...about, act, close };
		this.list = [...this.list, toast];
	}
}

export const toast = new Toasts();
