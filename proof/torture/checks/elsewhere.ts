import { type Act, type Check, type History, type Violation, entries } from "../history.ts";

/** The names that somebody may have: the last that was acknowledged, or any that was not and may have come later. */
function namesOf(acts: Act[], user: string): string[] {
	const named = acts.flatMap((act) =>
		act.fact?.is === "named" && act.fact.user === user ? [{ act, name: act.fact.name }] : [],
	);
	const last = named.findLast(({ act }) => act.outcome === "done");
	const later = named.filter(({ act }) => act.outcome === "unknown" && (!last || act.until >= last.act.at));
	return last ? [last.name, ...later.map(({ name }) => name)] : [];
}

function names(history: History, acts: Act[]): Violation[] {
	return entries(history, "named").flatMap(({ user, name }) => {
		const may = namesOf(acts, user);
		if (may.length === 0 || may.includes(name)) return [];
		const what = `${user} is named ${name}, and should be ${may.join(" or ")}`;
		return [{ rule: "acknowledged", what, about: [user, name] }];
	});
}

function invites(history: History, acts: Act[]): Violation[] {
	const listed = Map.groupBy(entries(history, "invite"), ({ invite }) => invite);
	return acts.flatMap(({ fact, outcome }): Violation[] => {
		if (outcome !== "done" || listed.size === 0 || (fact?.is !== "invited" && fact?.is !== "withdrawn")) return [];
		const found = listed.get(fact.invite) ?? [];
		if (found.length === 1 && (fact.is === "invited" || found[0]!.isWithdrawn)) return [];
		const what = `${fact.invite} was ${fact.is} and is listed ${found.length} times`;
		return [{ rule: "acknowledged", what, about: [fact.invite] }];
	});
}

/** What is kept, and not in the log: people's names, invites. */
export const elsewhere: Check = (history) => {
	const acts = entries(history, "act");
	return [...names(history, acts), ...invites(history, acts)];
};
