import { createSubscriber } from "svelte/reactivity";

/** Whether the browser has a network: read in a template, it follows. The one of svelte/reactivity/window comes with ten others. */
class Online {
	readonly #subscribe = createSubscriber((update) => {
		const changes = ["online", "offline"];
		for (const change of changes) addEventListener(change, update);
		return () => changes.forEach((change) => removeEventListener(change, update));
	});

	get current(): boolean {
		this.#subscribe();
		return navigator.onLine;
	}
}

export const online = new Online();
