import { slack_ms } from "../audience.ts";
import type { Act } from "../history.ts";

/** A time, in ms. */
export interface Span {
	from: number;
	to: number;
}

/**
 * When each person may have been blocked: from when it was asked for, until a pardon that was asked for after the
 * answer was acknowledged. One that got no answer may come at any time.
 */
export function blockings(acts: Act[]): Map<string, Span[]> {
	const all = new Map<string, Span[]>();
	const pardons = acts.filter(({ fact, outcome }) => fact?.is === "free" && outcome === "done");
	for (const { fact, outcome, at, until } of acts) {
		if (fact?.is !== "blocked" || outcome === "refused") continue;
		const { user } = fact;
		const isPardon = (act: Act) => act.at >= until && act.fact?.is === "free" && act.fact.user === user;
		const pardoned = outcome === "done" ? pardons.filter(isPardon).map((act) => act.until) : [];
		const span = { from: at - slack_ms, to: Math.min(...pardoned) + slack_ms };
		all.set(user, [...(all.get(user) ?? []), span]);
	}
	return all;
}
