import { trimBody } from "@clickclack/sdk/grammar";
import type { Message } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import * as strings from "../strings/state.ts";
import { drafts } from "./drafts.svelte.ts";
import { toast } from "./toasts.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** Of the draft of an edit. A root is shown in its conversation and above its thread: it is edited where that was asked for. */
const editKey = ({ id }: Message, isInThread: boolean): string => `edit-in-${isInThread ? "thread" : "timeline"}:${id}`;
/** Of the body that it began with, kept like a draft: after a reload it is still known what was changed. */
const originKey = (message: Message, isInThread: boolean): string => `origin-of-${editKey(message, isInThread)}`;

/**
 * Messages that are being edited, and new bodies on their way to the server. What was changed is a draft: it outlives the
 * page, all tabs show it, and it stays while another message is edited.
 */
class Edits {
	/** the one that was begun last here, until it is changed; another object each time, also for the same one */
	#begun = $state.raw<{ key: string; from: Element | null }>();
	readonly #saving = new SvelteMap<string, string>();

	begin(message: Message, isInThread: boolean): void {
		this.#begun = { key: editKey(message, isInThread), from: document.activeElement };
	}

	isOpen(message: Message, isInThread: boolean): boolean {
		const key = editKey(message, isInThread);
		return !this.#saving.has(message.id) && (this.#begun?.key === key || drafts.has(key));
	}

	/** Whether it was asked for here: then it takes the focus. */
	isBegun(message: Message, isInThread: boolean): boolean {
		return this.#begun?.key === editKey(message, isInThread);
	}

	/** What had the focus when it was asked for here. */
	begunFrom(message: Message, isInThread: boolean): Element | null {
		return this.isBegun(message, isInThread) ? this.#begun!.from : document.activeElement;
	}

	textOf(message: Message, isInThread: boolean): string {
		return drafts.get(editKey(message, isInThread)) ?? message.body;
	}

	/** Whether the message was changed elsewhere since: to save would undo that. */
	isOutdated(message: Message, isInThread: boolean): boolean {
		const origin = drafts.get(originKey(message, isInThread)) ?? message.body;
		return origin !== message.body && this.textOf(message, isInThread) !== message.body;
	}

	/** Goes on with the newer text in place of one's own. */
	takeNewer(message: Message, isInThread: boolean): void {
		this.cancel(message, isInThread);
		this.begin(message, isInThread);
	}

	write(message: Message, isInThread: boolean, body: string): void {
		const key = editKey(message, isInThread);
		if (!drafts.has(key)) drafts.set(originKey(message, isInThread), message.body);
		drafts.set(key, body);
		// from here on it is open as long as there is a draft
		if (this.#begun?.key === key) this.#begun = undefined;
	}

	cancel(message: Message, isInThread: boolean): void {
		const key = editKey(message, isInThread);
		if (this.#begun?.key === key) this.#begun = undefined;
		drafts.delete(key);
		drafts.delete(originKey(message, isInThread));
	}

	/** The body to show for a message: the new one at once. */
	bodyOf({ id, body }: Message): string {
		return this.#saving.get(id) ?? body;
	}

	/** The draft stays until the server has it: the page may be closed before. */
	async save(workspace: WorkspaceState, message: Message, isInThread: boolean): Promise<void> {
		const body = trimBody(this.textOf(message, isInThread));
		if (body === message.body) return this.cancel(message, isInThread);
		this.#saving.set(message.id, body);
		try {
			const { event } = await client.messages.edit(message.id, { body });
			if (event) workspace.applyLocal(event);
			this.cancel(message, isInThread);
		} catch (error) {
			toast.error(strings.editFailed(errorText(error)));
		} finally {
			this.#saving.delete(message.id);
		}
	}
}

export const edits = new Edits();
