import type { Base, Sent, Told } from "../store/draft-copies.ts";

export const nothing: Base = { version: 0, body: "", sent: [] };

/** The newest version that was told. */
export const newestOf = ({ version, other }: Base): number => Math.max(version, other?.version ?? 0);

/** Of what it was made is not known any more: it is never taken for one that is gone. */
export const toLasting = ({ body }: Pick<Sent, "body">): Sent => ({ body, after: Infinity });

/** An earlier version kept the text alone. */
export const toSent = (kept: Sent | string): Sent => (typeof kept === "string" ? toLasting({ body: kept }) : kept);

/** Those that were sent, for when it is told that there is no text any more: before a deletion of mine is what it deleted. */
export const sentOf = ({ version, body, sent }: Base): Sent[] =>
	body && sent.some((one) => one.body === "") ? [{ body, after: version }, ...sent] : sent;

/** What was written after a deletion is another text, even if it is the same. */
export function lastOf(sent: Sent[], body: string): Sent | undefined {
	if (body === "") return undefined;
	const last = sent.findLast((one) => one.body === body || one.body === "");
	return last?.body === body ? last : undefined;
}

/** Whether it may be I who deleted this text: that was not answered yet. */
export function mayHaveDeleted({ sent }: Base, body: string): boolean {
	const first = sent.findIndex((one) => one.body === body);
	return first !== -1 && first < sent.findLastIndex((one) => one.body === "");
}

/** Whether the text here is what the server had. One that I deleted and put back is mine alone. */
export const isUnchanged = (base: Base, mine: string): boolean =>
	mine === base.body && !base.sent.some(({ body }) => body === "");

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
	if (here.includes(told.body) || base.sent.some(({ body }) => body === told.body)) return "keep";
	// it was sent or deleted there: what was written here since is no part of that
	if (told.body === "") return isUnchanged(base, mine) ? "take" : "keep";
	if (mine === "") return "take";
	return isUnchanged(base, mine) && !isTyping ? "take" : "choose";
}
