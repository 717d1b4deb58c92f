import { SvelteMap } from "svelte/reactivity";

/** The threads whose next reply I send to the conversation too. */
export const alsoSend = new SvelteMap<string, true>();
