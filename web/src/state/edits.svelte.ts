import type { Message } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { drafts } from "./drafts.svelte.ts";

/** Of the draft of an edit. A root is shown in its conversation and above its thread: it is edited where that was asked for. */
export const editKey = ({ id }: Message, isInThread: boolean): string =>
	`edit-in-${isInThread ? "thread" : "timeline"}:${id}`;
/** Of the body that it began with, kept like a draft: after a reload it is still known what was changed. */
export const originKey = (message: Message, isInThread: boolean): string => `origin-of-${editKey(message, isInThread)}`;

/**
 * Messages that are being edited, and new bodies on their way to the server. What was changed is a draft: it outlives the
 * page, all tabs show it, and it stays while another message is edited. What the editor does is in messages/edit-acts.ts.
 */
class Edits {
	/** the one that was begun last here, until it is changed; another object each time, also for the same one */
	#begun = $state.raw<{ key: string; from: Element | null }>();
	/** by message */
	readonly saving = new SvelteMap<string, string>();

	begin(message: Message, isInThread: boolean): void {
		this.#begun = { key: editKey(message, isInThread), from: document.activeElement };
	}

	isOpen(message: Message, isInThread: boolean): boolean {
		const key = editKey(message, isInThread);
		return !this.saving.has(message.id) && (this.#begun?.key === key || drafts.has(key));
	}

	/** Whether it was asked for here: then it takes the focus. */
	isBegun(message: Message, isInThread: boolean): boolean {
		return this.#begun?.key === editKey(message, isInThread);
	}

	/** What had the focus when it was asked for here. */
	begunFrom(message: Message, isInThread: boolean): Element | null {
		return this.isBegun(message, isInThread) ? this.#begun!.from : document.activeElement;
	}

	/** From here on it is open as long as there is a draft. */
	noteDraft(key: string): void {
		if (this.#begun?.key === key) this.#begun = undefined;
	}

	cancel(message: Message, isInThread: boolean): void {
		const key = editKey(message, isInThread);
		this.noteDraft(key);
		drafts.delete(key);
		drafts.delete(originKey(message, isInThread));
	}

	/** The body to show for a message: the new one at once. */
	bodyOf({ id, body }: Message): string {
		return this.saving.get(id) ?? body;
	}
}

export const edits = new Edits();
