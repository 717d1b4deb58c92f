import { Audience } from "../audience.ts";
import { type Check, type Violation, entries } from "../history.ts";

/** Search finds every live message that has the word and that the searcher sees, once, and no other. */
export const search: Check = (history) => {
	const audience = new Audience(history);
	const end = audience.rows.at(-1)?.num ?? 0;
	const live = Map.groupBy(entries(history, "live"), ({ word }) => word);
	return entries(history, "searched").flatMap(({ user, word, found }): Violation[] => {
		const visible = (live.get(word) ?? []).filter(({ channel }) => audience.sees(channel, user, end));
		const [has, wants] = [new Set(found), new Set(visible.map(({ message }) => message))];
		const say = (id: string, how: string) => ({
			rule: "search",
			what: `${user} finds ${id} by “${word}” ${how}`,
			about: [user, id],
		});
		return [
			...[...has].filter((id) => !wants.has(id)).map((id) => say(id, "and should not")),
			...[...wants].filter((id) => !has.has(id)).map((id) => say(id, "not at all")),
			...found.filter((id, i) => found.indexOf(id) !== i).map((id) => say(id, "twice")),
		];
	});
};
