import type { Check, Entry, History, Violation } from "./history.ts";
import { shortest } from "./shortest.ts";

/** A violation with the shortest history that shows it. */
export interface Shown {
	violation: Violation;
	history: Entry[];
}

/** Of what one check finds, the first few say enough. */
const shown_of_a_kind = 3;

/** What a history shows to be wrong, and how often. */
export function judge(history: History, checks: Check[]): { shown: Shown[]; count: number } {
	const shown: Shown[] = [];
	let count = 0;
	for (const check of checks) {
		const violations = check(history);
		count += violations.length;
		for (const violation of violations.slice(0, shown_of_a_kind))
			shown.push({ violation, history: shortest(history, check, violation) });
	}
	return { shown, count };
}
