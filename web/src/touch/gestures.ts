import { Part } from "../ui/part.ts";

/** For touch screens only. */
export const touchGestures = new Part(() => import("./TouchGestures.svelte"));
