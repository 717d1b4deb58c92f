import { type Check, type Violation, entries } from "../history.ts";
import { key } from "../keys.ts";

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
