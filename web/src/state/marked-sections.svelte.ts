import { storage } from "../store/storage.ts";
import { oneFor } from "./one-for.ts";

/** Sections of a workspace's sidebar that are shown in another way; kept in this browser. */
class MarkedSections {
	readonly #key: string;
	#marked = $state.raw<ReadonlySet<string>>(new Set());

	constructor(mark: string, workspace_id: string) {
		this.#key = `clickclack.${mark}.${workspace_id}`;
		const stored: unknown = storage.get(this.#key);
		this.#marked = new Set(Array.isArray(stored) ? stored.map(String) : []);
	}

	has(section: string): boolean {
		return this.#marked.has(section);
	}

	toggle(section: string): void {
		const rest = [...this.#marked].filter((marked) => marked !== section);
		this.#marked = new Set(this.#marked.has(section) ? rest : [...rest, section]);
		storage.set(this.#key, [...this.#marked]);
	}
}

/** Closed: of these only what is unread is shown. */
export const foldedIn = oneFor(({ workspace }) => new MarkedSections("folded", workspace.id));
/** Open, with only what is unread. */
export const unreadOnlyIn = oneFor(({ workspace }) => new MarkedSections("unread-only", workspace.id));
