import type { Check, Entry, History, Violation } from "./history.ts";
import { Log } from "./log.ts";

/** A violation with the shortest history that shows it. */
export interface Finding {
	violation: Violation;
	history: Entry[];
}

/** Of what one check finds, the first few say enough. */
const shown_of_a_kind = 3;

export function violationsIn(history: History, checks: Check[]): Violation[] {
	const log = new Log(history);
	return checks.flatMap((check) => [...check(history, log)]);
}

/** What a history shows to be wrong. */
export function evaluate(history: History, checks: Check[]): Finding[] {
	return checks.flatMap((check) =>
		violationsIn(history, [check])
			.slice(0, shown_of_a_kind)
			.map((violation) => ({ violation, history: shortest(history, check, violation) })),
	);
}

/** What was true of those concerned to begin with: without it this would be another history. */
function isSetting(entry: Entry, { about }: Violation): boolean {
	if (entry.kind === "channel") return about.includes(entry.channel);
	if (entry.kind !== "base") return false;
	const [kind, ...ids] = entry.what.split(" ");
	return kind === "react" ? about.includes(ids[0]!) : ids.every((id) => about.includes(id));
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

/** The shortest part that still shows the violation, as far as leaving things out one after the other finds it. */
function shortest(history: History, check: Check, violation: Violation): Entry[] {
	const subject = ({ rule, about }: Violation) => JSON.stringify([rule, about]);
	const shows = (part: History) => violationsIn(part, [check]).some((found) => subject(found) === subject(violation));
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

/** As lines of text; times are in ms from the beginning of the history. */
export function* report({ violation: { rule, what }, history }: Finding): Generator<string> {
	yield `${rule}: ${what}`;
	const begin = Math.min(...history.map(({ at }) => at));
	for (const { at, kind, ...values } of history.toSorted((a, b) => a.at - b.at))
		yield `  ${String(at - begin).padStart(6)}  ${kind.padEnd(9)} ${JSON.stringify(values)}`;
}
