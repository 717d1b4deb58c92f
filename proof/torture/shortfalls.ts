import type { Act } from "./history.ts";
import { event_types } from "./keys.ts";
import { type Looks, all_looks } from "./looks.ts";

/** What a run comes to in the end. */
export interface Result {
	/** what became of each kind of act */
	acts: Record<string, Record<Act["outcome"], number>>;
	/** kinds of event in the log */
	types: ReadonlySet<string>;
	figures: Looks & Record<string, number>;
}

/** What a run has to come to, beyond that. */
export interface Goals {
	/** each kind of act was done, and each kind of event happened */
	isEverything: boolean;
	/** figures, and how much they have to be at least */
	least: Record<string, number>;
}

/** What a run did not come to: a check that looked at nothing finds nothing. */
export function shortfalls({ acts, types, figures }: Result, { isEverything, least }: Goals): string[] {
	const wanted = { ...Object.fromEntries([...all_looks, "typing", "presence"].map((look) => [look, 1])), ...least };
	const tooFew = Object.entries(wanted).flatMap(([name, count]) => {
		const found = figures[name] ?? 0;
		return found < count ? `${name}: ${found}, where ${count} were wanted` : [];
	});
	if (!isEverything) return tooFew;
	const undone = Object.keys(acts).filter((name) => acts[name]!.done === 0);
	const absent = event_types.filter((type) => !types.has(type));
	return [...tooFew, ...undone.map((name) => `${name} was never done`), ...absent.map((type) => `no ${type} happened`)];
}
