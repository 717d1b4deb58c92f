import type { Message } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { toast } from "./toasts.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** The one message that is being edited, and new bodies on their way to the server. */
class Edits {
	/** Kept here and not in the row, which is removed when it scrolls out of view. */
	open = $state<{ id: string; body: string; isInThread: boolean }>();
	readonly #saving = new SvelteMap<string, string>();

	/** A root is shown in its conversation and above its thread; it is edited where that was asked for. */
	begin({ id, body }: Message, isInThread: boolean): void {
		this.open = { id, body, isInThread };
	}

	isOpen({ id }: Message, isInThread: boolean): boolean {
		return this.open?.id === id && this.open.isInThread === isInThread;
	}

	cancel(): void {
		this.open = undefined;
	}

	/** The body to show for a message: the new one at once. */
	bodyOf({ id, body }: Message): string {
		return this.#saving.get(id) ?? body;
	}

	async save(workspace: WorkspaceState, message: Message): Promise<void> {
		const { open } = this;
		const body = open?.body.trim();
		if (!open || !body) return;
		this.cancel();
		if (body === message.body) return;
		this.#saving.set(message.id, body);
		try {
			const { event } = await client.messages.edit(message.id, { body });
			if (event) workspace.applyLocal(event);
		} catch (error) {
			this.open ??= open;
			toast.error(`The change wasn't saved. ${errorText(error)}`);
		} finally {
			this.#saving.delete(message.id);
		}
	}
}

export const edits = new Edits();
