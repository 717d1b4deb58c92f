import { kinds } from "./events.ts";
import type { Act, Entry, History } from "./history.ts";

export type Figures = Record<string, number>;

/** What a check may have looked at: a kind of entry, or for an event its type. */
function subjectOf(entry: Entry): string {
	// that somebody begins to type, and that they stop
	if (entry.kind === "ephemeral") return entry.type.split(".")[0]!;
	return entry.kind === "row" ? entry.type : entry.kind;
}

export function countSubjects(figures: Figures, history: History): void {
	for (const subject of history.map(subjectOf)) figures[subject] = (figures[subject] ?? 0) + 1;
}

const kinds_found = [
	"heard",
	"received",
	"compared",
	"window",
	"counted",
	"searched",
	"kept",
] satisfies Entry["kind"][];
/** A check that looked at nothing finds nothing. */
const subjects = [...kinds_found, "typing", "presence"];

/** What a run has to come to, beyond having looked at everything. */
export interface Goals {
	/** each kind of act was done, and each kind of event happened */
	isEverything: boolean;
	/** figures, and how much they have to be at least */
	least: Figures;
}

/** What a run did not come to. */
export function gaps(
	acts: Record<string, Record<Act["outcome"], number>>,
	figures: Figures,
	{ isEverything, least }: Goals,
): string[] {
	const events = Object.entries(kinds).flatMap(([type, { isToCome }]) => (isToCome ? [] : type));
	const one = [...subjects, ...(isEverything ? events : [])].map((subject) => [subject, 1] as const);
	const tooFew = [...one, ...Object.entries(least)].flatMap(([name, count]) => {
		const found = figures[name] ?? 0;
		return found < count ? `${name}: ${found}, where ${count} were wanted` : [];
	});
	const undone = Object.keys(acts).filter((name) => isEverything && acts[name]!.done === 0);
	return [...tooFew, ...undone.map((name) => `${name} was never done`)];
}
