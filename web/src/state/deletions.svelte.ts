import { isRequestError } from "@clickclack/sdk";
import { client } from "../client.ts";
import { sentence } from "../ui/attempt.svelte.ts";
import { toast } from "../ui/toast.svelte.ts";
import { StoredMap } from "./stored.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** Messages that will be deleted when their toast ends. A page that is closed before deletes them at its next visit. */
class Deletions {
	readonly #ids = new StoredMap<true>("deletion");

	open(user_id: string): void {
		this.#ids.open(user_id);
		for (const id of this.#ids.keys()) void this.#finish(id);
	}

	has(id: string): boolean {
		return this.#ids.get(id) ?? false;
	}

	begin(workspace: WorkspaceState, id: string): void {
		this.#ids.set(id, true);
		const undo = () => this.#ids.delete(id);
		toast.undo("Message deleted.", { undo, done: () => void this.#finish(id, workspace) });
	}

	async #finish(id: string, workspace?: WorkspaceState): Promise<void> {
		try {
			const { event } = await client.messages.delete(id);
			if (event) workspace?.apply(event);
		} catch (error) {
			if (!isRequestError(error, "not_found")) toast.error(`The message was not deleted. ${sentence(error)}`);
		}
		this.#ids.delete(id);
	}
}

export const deletions = new Deletions();
