import { kinds } from "./events.ts";
import type { Entry, History } from "./history.ts";

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

/** A check that looked at nothing finds nothing. */
export const looks = [
	"delivered",
	"received",
	"compared",
	"window",
	"counted",
	"searched",
	"kept",
	"typing",
	"presence",
];
/** The kinds of event that there are. */
export const types = Object.keys(kinds);

/** The figures of a run that are too low. */
export const gaps = (figures: Figures, least: Figures): string[] =>
	Object.entries(least)
		.filter(([name, count]) => (figures[name] ?? 0) < count)
		.map(([name, count]) => `${name}: ${figures[name] ?? 0}, where ${count} were wanted`);
