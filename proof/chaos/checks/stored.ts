import { key } from "../../acts/act.ts";
import { type Act, type Check, type History, type Violation, entries } from "../history.ts";

/** A message says what it was last made to say, or nothing once it was deleted. */
export const bodies: Check = (history) => {
	const acts = entries(history, "act");
	const rows = Map.groupBy(entries(history, "row"), (row) => row.key);
	const edits = Map.groupBy(acts, ({ fact }) => (fact?.is === "changed" ? fact.message : undefined));
	const sent = Map.groupBy(acts, ({ fact }) => (fact?.is === "sent" ? fact.nonce : undefined));
	return entries(history, "listed").flatMap(({ message, nonce, body }): Violation[] => {
		const last = rows.get(key.edit(message))?.at(-1);
		const changes = edits.get(message) ?? [];
		const told = changes.filter((act) => act.told.some(({ num }) => num === last?.num));
		const guesses = told.length > 0 ? told : changes.filter(({ outcome }) => outcome === "unknown");
		const said = last ? guesses : (sent.get(nonce) ?? []);
		const isDeleted = rows.has(key.delete(message));
		const may = isDeleted ? [""] : said.flatMap(({ fact }) => (fact && "body" in fact ? fact.body : []));
		// what was said before this history began is not known here
		if (may.includes(body) || (!isDeleted && !last && !sent.has(nonce))) return [];
		const what = `${message} says “${body}”, and should say ${may.map((one) => `“${one}”`).join(" or ")}`;
		return [{ rule: "body", what, about: [message, nonce] }];
	});
};

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
export const stored: Check = (history) => {
	const acts = entries(history, "act");
	return [...names(history, acts), ...invites(history, acts)];
};
