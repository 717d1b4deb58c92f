import { SvelteMap } from "svelte/reactivity";
import { storage } from "./storage.ts";

/** A map that survives a reload, if there is room: its entries are kept in localStorage, for each person separately. */
export class StoredMap<T, Key extends string = string> {
	readonly #name: string;
	readonly #map = new SvelteMap<Key, T>();
	#prefix = "";

	constructor(name: string) {
		this.#name = name;
	}

	open(user_id: string): void {
		this.#prefix = `clickclack.${this.#name}.${user_id}.`;
		this.#map.clear();
		for (const key of Object.keys(localStorage)) {
			if (!key.startsWith(this.#prefix)) continue;
			const value: T | undefined = storage.get(key);
			if (value !== undefined) this.#map.set(key.slice(this.#prefix.length) as Key, value);
		}
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
		this.#map.set(key, value);
		storage.set(this.#prefix + key, value);
	}

	delete(key: Key): void {
		this.#map.delete(key);
		localStorage.removeItem(this.#prefix + key);
	}
}
