import { storage } from "../store/storage.ts";

/** Which sections of a workspace's sidebar show only what is unread; kept in this browser. */
export class FoldedSections {
	readonly #key: string;
	#folded = $state.raw<ReadonlySet<string>>(new Set());

	constructor(workspace_id: string) {
		this.#key = `clickclack.folded.${workspace_id}`;
		const stored: unknown = storage.get(this.#key);
		this.#folded = new Set(Array.isArray(stored) ? stored.map(String) : []);
	}

	has(section: string): boolean {
		return this.#folded.has(section);
	}

	toggle(section: string): void {
		const rest = [...this.#folded].filter((folded) => folded !== section);
		this.#folded = new Set(this.#folded.has(section) ? rest : [...rest, section]);
		storage.set(this.#key, [...this.#folded]);
	}
}
