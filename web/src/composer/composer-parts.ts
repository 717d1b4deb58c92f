import { Part } from "../ui/part.ts";

/** What is under a conversation at times. */
export const composerParts = {
	count: new Part(() => import("./CharacterCount.svelte")),
	none: new Part(() => import("./NoComposer.svelte")),
};
