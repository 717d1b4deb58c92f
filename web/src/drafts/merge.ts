import type { Base, Told } from "../store/draft-copies.ts";

export const nothing: Base = { version: 0, body: "", sent: [] };

/** The newest version that was told. */
export const newestOf = ({ version, other }: Base): number => Math.max(version, other?.version ?? 0);

/**
 * What becomes of the text here when another version is told.
 * `known`: it is not newer. `keep`: the text here goes on from it. `take`: it replaces the text here, of which nothing is
 * lost. `choose`: both stay.
 * @param mine the newest here
 * @param here also those of other tabs
 * @param isTyping somebody does, here: a text is not replaced under their hands
 */
export function meet(
	base: Base,
	{ mine, here, isTyping }: { mine: string; here: string[]; isTyping: boolean },
	told: Told,
): "known" | "keep" | "take" | "choose" {
	if (told.version <= newestOf(base)) return "known";
	if ([...here, ...base.sent].includes(told.body)) return "keep";
	// it was sent or deleted there: what was written here since is no part of that
	if (told.body === "") return mine === base.body ? "take" : "keep";
	if (mine === "") return "take";
	return mine === base.body && !isTyping ? "take" : "choose";
}
