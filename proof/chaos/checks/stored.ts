import { key } from "../../acts/act.ts";
import { type Act, type Check, entries } from "../history.ts";

/** A message says what it was last made to say, or nothing once it was deleted. */
const bodies: Check = function* (history, log) {
	const acts = entries(history, "act");
	const edits = Map.groupBy(acts, ({ fact }) => (fact?.is === "changed" ? fact.message : undefined));
	const sent = Map.groupBy(acts, ({ fact }) => (fact?.is === "sent" ? fact.nonce : undefined));
	// another topic is told like another text, and leaves that as it is
	const labels = acts.filter(({ name }) => name === "setMessageTopic");
	const labelled = new Set(labels.flatMap(({ told }) => told.map(({ num }) => num)));
	const unsure = labels.filter(
		({ told, outcome, attempts }) => told.length === 0 && (outcome === "unknown" || attempts > 1),
	);
	const mayBeLabelled = new Set(unsure.flatMap(({ may }) => may));
	for (const { message, nonce, body } of entries(history, "listed")) {
		const last = log.written(key.edit(message)).findLast(({ num }) => !labelled.has(num));
		const changes = edits.get(message) ?? [];
		const told = changes.filter((act) => act.told.some(({ num }) => num === last?.num));
		const guesses = told.length > 0 ? told : changes.filter(({ outcome }) => outcome === "unknown");
		const isUnsure = told.length === 0 && mayBeLabelled.has(key.edit(message));
		const begun = sent.get(nonce) ?? [];
		const said = isUnsure ? [...changes, ...begun] : last ? guesses : begun;
		const isDeleted = log.written(key.delete(message)).length > 0;
		const may = isDeleted ? [""] : said.flatMap(({ fact }) => (fact && "body" in fact ? fact.body : []));
		// what was said before this history began is not known here
		if (may.includes(body) || (!isDeleted && (!last || isUnsure) && !sent.has(nonce))) continue;
		const what = `${message} says “${body}”, and should say ${may.map((one) => `“${one}”`).join(" or ")}`;
		yield { rule: "body", what, about: [message, nonce] };
	}
};

function namesOf(acts: Act[], user: string): string[] {
	const named = acts.flatMap((act) =>
		act.fact?.is === "named" && act.fact.user === user ? [{ act, name: act.fact.name }] : [],
	);
	const last = named.findLast(({ act }) => act.outcome === "done");
	const later = named.filter(({ act }) => act.outcome === "unknown" && (!last || act.until >= last.act.at));
	return last ? [last.name, ...later.map(({ name }) => name)] : [];
}

/** People's names are kept, and are not in the log. */
const names: Check = function* (history) {
	const acts = entries(history, "act");
	for (const { user, name } of entries(history, "named")) {
		const may = namesOf(acts, user);
		const what = `${user} is named ${name}, and should be ${may.join(" or ")}`;
		if (may.length > 0 && !may.includes(name)) yield { rule: "acknowledged", what, about: [user, name] };
	}
};

/** Nor are invites. */
const invites: Check = function* (history) {
	const listed = Map.groupBy(entries(history, "invite"), ({ invite }) => invite);
	for (const { fact, outcome } of entries(history, "act")) {
		if (outcome !== "done" || listed.size === 0 || (fact?.is !== "invited" && fact?.is !== "withdrawn")) continue;
		const found = listed.get(fact.invite) ?? [];
		if (found.length === 1 && (fact.is === "invited" || found[0]!.isWithdrawn)) continue;
		const what = `${fact.invite} was ${fact.is} and is listed ${found.length} times`;
		yield { rule: "acknowledged", what, about: [fact.invite] };
	}
};

export const stored: Check[] = [bodies, names, invites];
