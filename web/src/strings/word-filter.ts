import type { WordFilter } from "@clickclack/sdk";

export const about =
	"Words that messages can't contain. Applies to everyone, and to edits, replies and polls. Neither case nor punctuation matters.";
export const whenFound = "When a message has one of these words";
export const actions: Record<WordFilter["action"], string> = {
	off: "Nothing: the filter is off",
	refuse: "Don't send it, and tell its author why",
	report: "Send it, and show it in Reports",
};
export const onlyPublic =
	"Only messages in public channels are shown in Reports by the filter: what is said elsewhere, people report themselves.";
export const words = "Words and phrases";
export const wordsHint = "One on each line, up to 200. With * at its end, a word stands for all that begin so.";
export const loading = "Loading the word filter";
