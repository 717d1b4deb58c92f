import { SvelteMap } from "svelte/reactivity";
import { Written } from "./written.ts";

/** A map whose entries outlive the page, and that all tabs share. */
export class WrittenMap<T, Key extends string = string> {
	readonly #map = new SvelteMap<Key, T>();
	readonly #rows: Written<T>;

	/** @param arrived called with what another tab puts in */
	constructor(kind: string, arrived: (value: T) => void = () => {}) {
		this.#rows = new Written<T>(kind, (id, value, isMine) => {
			if (value === undefined) this.#map.delete(id as Key);
			else this.#map.set(id as Key, value);
			if (value !== undefined && !isMine) arrived(value);
		});
	}

	get(key: Key): T | undefined {
		return this.#map.get(key);
	}

	keys(): Key[] {
		return [...this.#map.keys()];
	}

	values(): T[] {
		return [...this.#map.values()];
	}

	set(key: Key, value: T): void {
		this.#rows.put(key, value);
	}

	delete(key: Key): void {
		this.#rows.delete(key);
	}

	/** Forgets what another tab has deleted. @returns whether it has */
	async isGone(key: Key): Promise<boolean> {
		const isGone = await this.#rows.isGone(key);
		if (isGone) this.#map.delete(key);
		return isGone;
	}
}
