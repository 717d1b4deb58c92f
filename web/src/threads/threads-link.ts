import { Part } from "../ui/part.ts";

/** In the sidebar: loads which threads I follow, and leads to them. */
export const threadsLink = new Part(() => import("./ThreadsLink.svelte"));
