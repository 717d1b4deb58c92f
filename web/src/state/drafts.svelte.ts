import { StoredMap } from "./stored.svelte.ts";

/** Texts that were not sent yet, by conversation id, or by root message id for a thread. */
class Drafts {
	readonly #bodies = new StoredMap<string>("draft");

	open(user_id: string): void {
		this.#bodies.open(user_id);
	}

	has(id: string): boolean {
		return this.#bodies.get(id) !== undefined;
	}

	get(id: string): string {
		return this.#bodies.get(id) ?? "";
	}

	set(id: string, body: string): void {
		if (body.trim()) this.#bodies.set(id, body);
		else this.#bodies.delete(id);
	}
}

export const drafts = new Drafts();
