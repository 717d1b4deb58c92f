import { createSubscriber } from "svelte/reactivity";

const minute_ms = 60_000;

/** The time, for texts that have to go on with it: read in a template, it runs again each minute. */
class Now {
	readonly #subscribe = createSubscriber((update) => {
		const timer = setInterval(update, minute_ms);
		// timers stand still while a device sleeps
		document.addEventListener("visibilitychange", update);
		return () => {
			clearInterval(timer);
			document.removeEventListener("visibilitychange", update);
		};
	});

	get date(): Date {
		this.#subscribe();
		return new Date();
	}
}

export const now = new Now();
