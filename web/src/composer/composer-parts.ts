import { Part } from "../ui/part.ts";

/** What is under a conversation at times, and beside "Send". */
export const composerParts = {
	count: new Part(() => import("./CharacterCount.svelte")),
	schedule: new Part(() => import("./ScheduleMenu.svelte")),
	other: new Part(() => import("../drafts/OtherDraft.svelte")),
	slow: new Part(() => import("./SlowMode.svelte")),
	none: new Part(() => import("./NoComposer.svelte")),
};
