import { Part } from "./ui/part.ts";

/** At the top of a conversation: loads what is pinned in it, and leads to the list. */
export const pinsButton = new Part(() => import("./pins/PinsButton.svelte"));
