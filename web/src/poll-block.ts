import { Part } from "./ui/part.ts";

/** The options of a poll, under its question. */
export const pollBlock = new Part(() => import("./polls/PollBlock.svelte"));
