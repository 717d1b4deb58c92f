import type { Check, Entry, History, Violation } from "./history.ts";

/** What was true of those concerned to begin with: without it this would be another story. */
function isSetting(entry: Entry, { about }: Violation): boolean {
	if (entry.kind === "person") return about.includes(entry.user);
	if (entry.kind === "channel") return about.includes(entry.channel);
	if (entry.kind === "erased" || entry.kind === "reaction") return about.includes(entry.message);
	return entry.kind === "member" && about.includes(entry.user) && about.includes(entry.channel);
}

/** The entries that mention what a violation is about. */
function mentioning(history: History, { about }: Violation): Entry[] {
	// a number stands alone, an id may be part of a key
	const marks = about.flatMap((id) => (typeof id === "number" ? [`:${id},`, `:${id}}`] : id));
	return history.filter((entry) => {
		const text = JSON.stringify(entry);
		return marks.some((mark) => text.includes(mark));
	});
}

/**
 * The shortest part of a history that still shows the violation, as far as leaving things out one after the other
 * finds it.
 */
export function shortest(history: History, check: Check, violation: Violation): Entry[] {
	const { rule, about } = violation;
	const shows = (part: History) =>
		check(part).some((found) => found.rule === rule && JSON.stringify(found.about) === JSON.stringify(about));
	const related = mentioning(history, violation);
	let kept = shows(related) ? related : [...history];
	for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
		for (let at = 0; at < kept.length;) {
			const part = kept.filter((entry, i) => i < at || i >= at + size || isSetting(entry, violation));
			if (part.length < kept.length && shows(part)) kept = part;
			else at += size;
		}
	return kept;
}
