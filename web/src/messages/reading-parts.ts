import { Part } from "../ui/part.ts";

/** What a conversation needs at times. */
export const readingParts = {
	announcer: new Part(() => import("./Announcer.svelte")),
	reader: new Part(() => import("./Reader.svelte")),
	editor: new Part(() => import("./MessageEditor.svelte")),
	endPill: new Part(() => import("./EndPill.svelte")),
	unreadBar: new Part(() => import("./UnreadBar.svelte")),
	dayJump: new Part(() => import("./DayJump.svelte")),
};
