import { isRequestError, type MessageId } from "@clickclack/sdk";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { WrittenMap } from "../store/written-map.svelte.ts";
import * as strings from "../strings/state.ts";
import { toast, undo_ms } from "./toasts.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** Messages that will be deleted when their toast ends or the page is closed; if that fails, when it is opened again. */
class Deletions {
	/** when each is due, in ms since 1970 */
	readonly #due = new WrittenMap<number, MessageId>("deletion");
	/** whose toasts this page shows */
	readonly #begun = new Set<MessageId>();

	constructor() {
		addEventListener("pagehide", () => {
			for (const id of this.#begun) client.messages.delete(id).catch(() => {});
		});
	}

	/** Resumes what an earlier page left, and what another tab may still undo. */
	open(): void {
		for (const id of this.#due.keys())
			setTimeout(() => void this.#resume(id), Math.max(0, this.#due.get(id)! - Date.now()));
	}

	has(id: MessageId): boolean {
		return this.#due.get(id) !== undefined;
	}

	begin(workspace: WorkspaceState, id: MessageId): void {
		this.#due.set(id, Date.now() + undo_ms);
		this.#begun.add(id);
		const undo = () => this.#forget(id);
		toast.undo(strings.messageDeleted, { undo, done: () => void this.#finish(id, workspace) });
	}

	/** Deletes at once: the author is about to sign out. */
	async finishAll(): Promise<void> {
		await Promise.all(this.#due.keys().map((id) => this.#finish(id)));
	}

	/** The page that began it may have undone or finished it since. */
	async #resume(id: MessageId): Promise<void> {
		if (this.has(id) && !(await this.#due.isGone(id))) await this.#finish(id);
	}

	async #finish(id: MessageId, workspace?: WorkspaceState): Promise<void> {
		try {
			const { event } = await client.messages.delete(id);
			if (event) workspace?.applyLocal(event);
		} catch (error) {
			if (!isRequestError(error, "not_found")) toast.error(strings.deletionFailed(errorText(error)));
		}
		this.#forget(id);
	}

	#forget(id: MessageId): void {
		this.#due.delete(id);
		this.#begun.delete(id);
	}
}

export const deletions = new Deletions();
