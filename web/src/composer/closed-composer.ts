import { Part } from "../ui/part.ts";

/** In the place of the composer, where I cannot write. */
export const closedComposer = new Part(() => import("./ClosedComposer.svelte"));
