import { Part } from "../ui/part.ts";

/** In the sidebar: leads to what is mine besides conversations. */
export const placeLinks = new Part(() => import("./PlaceLinks.svelte"));
