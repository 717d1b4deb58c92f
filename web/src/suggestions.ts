import { Part } from "./ui/part.ts";

/** The menu of suggestions, with all that it suggests. */
export const suggestions = new Part(() => import("./completion/Suggestions.svelte"));
