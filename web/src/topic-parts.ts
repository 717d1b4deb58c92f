import { Part } from "./ui/part.ts";

/** What there is about topics; each is loaded when there is one. */
export const topicParts = {
	chip: new Part(() => import("./topics/TopicLabel.svelte")),
	view: new Part(() => import("./topics/TopicView.svelte")),
};
