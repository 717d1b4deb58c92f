import { Part } from "../ui/part.ts";

export const directHeader = new Part(() => import("./DirectHeader.svelte"));
