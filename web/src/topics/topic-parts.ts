import { Part } from "../ui/part.ts";

/** What there is about topics; each is loaded when there is one. */
export const topicParts = {
	chip: new Part(() => import("./TopicChip.svelte")),
	strip: new Part(() => import("./TopicStrip.svelte")),
	view: new Part(() => import("./TopicView.svelte")),
};
