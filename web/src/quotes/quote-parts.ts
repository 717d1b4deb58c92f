import { Part } from "../ui/part.ts";

/** Over the composer, what is about to be quoted. */
export const quoteStrip = new Part(() => import("./QuoteStrip.svelte"));
