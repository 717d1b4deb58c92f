import { SvelteMap } from "svelte/reactivity";

/** A map that survives reload: an entry of localStorage for each of its own, under the name of the person signed in. */
export class StoredMap<T> {
	readonly #name: string;
	readonly #map = new SvelteMap<string, T>();
	#prefix = "";

	constructor(name: string) {
		this.#name = name;
	}

	open(user_id: string): void {
		this.#prefix = `clickclack.${this.#name}.${user_id}.`;
		this.#map.clear();
		for (const key of Object.keys(localStorage)) {
			if (!key.startsWith(this.#prefix)) continue;
			this.#map.set(key.slice(this.#prefix.length), JSON.parse(localStorage.getItem(key)!));
		}
	}

	get(key: string): T | undefined {
		return this.#map.get(key);
	}

	keys(): string[] {
		return [...this.#map.keys()];
	}

	values(): T[] {
		return [...this.#map.values()];
	}

	set(key: string, value: T): void {
		this.#map.set(key, value);
		localStorage.setItem(this.#prefix + key, JSON.stringify(value));
	}

	delete(key: string): void {
		this.#map.delete(key);
		localStorage.removeItem(this.#prefix + key);
	}
}
