import type { Upload } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { Beside } from "./beside.ts";

/** The files that go with the texts that are being written: those that have arrived, in the order in which they were chosen. */
export const attached = new Beside<Upload[]>("files-in");

/** By timeline: that files are on their way, or did not arrive, and what is done when all have arrived. */
export const arriving = new SvelteMap<string, (() => void) | undefined>();
