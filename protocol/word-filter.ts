import * as z from "zod";
import { route, routes } from "./route.ts";
import { line } from "./text.ts";

/** How many words and phrases a filter has. */
export const max_filter_words = 200;

/** What happens to a message in which one of them is. */
export const FilterAction = z.enum(["off", "refuse", "report"]).meta({
	id: "FilterAction",
	description: "`report` sends it, and shows it to the moderators where it was written in a public channel",
});
export type FilterAction = z.infer<typeof FilterAction>;

const FilterWord = line(1, 64).refine((word) => /[\p{L}\p{N}]/u.test(word), "needs a letter or a digit");

export const WordFilter = z
	.object({
		action: FilterAction,
		words: z
			.array(FilterWord)
			.max(max_filter_words)
			.meta({ description: "Words and phrases; one that ends in * stands for all that begin so" }),
	})
	.meta({ id: "WordFilter" });
export type WordFilter = z.infer<typeof WordFilter>;

const at = "/api/workspaces/{workspace_id}/moderation/word-filter";
const answer = z.object({ word_filter: WordFilter });

export const wordFilterRoutes = routes("reports", {
	getWordFilter: route(`GET ${at}`, "The words that messages may not have", {
		access: "human",
		who: "moderators, to read",
		answers: { 200: [answer, "The filter; off at first"] },
	}),
	updateWordFilter: route(`PUT ${at}`, "Say which words messages may not have, and what happens to one that has", {
		access: "human",
		who: "moderators",
		body: WordFilter,
		answers: { 200: [answer, "The filter, in place of the one before"] },
	}),
});
