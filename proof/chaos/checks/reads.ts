import { type Check, entries } from "../history.ts";

/** What is not in both lists equally often: each once, with how often it is in the one and in the other. */
function* differing<T>(one: T[], other: T[]): Generator<{ id: T; is: number; should: number }> {
	const [some, others] = [Map.groupBy(one, (id) => id), Map.groupBy(other, (id) => id)];
	for (const id of new Set([...one, ...other])) {
		const [is, should] = [some.get(id)?.length ?? 0, others.get(id)?.length ?? 0];
		if (is !== should) yield { id, is, should };
	}
}

/** R14, R17: GET tells each reader what the log holds for them as they stand now, no more and no less, in order. */
export const replay: Check = function* (history, log) {
	for (const { user, num: after, nums } of entries(history, "told")) {
		const expected = [...log.between(after, log.end)].filter((row) => log.receives(row, user, log.end));
		for (const { id, is, should } of differing(
			nums,
			expected.map(({ num }) => num),
		))
			yield { rule: "replay", what: `${user} is told of ${id} ${is} times instead of ${should}`, about: [user, id] };
		for (const [i, num] of nums.entries())
			if (num < nums[i - 1]!) yield { rule: "replay", what: `${user} is told of ${num} too late`, about: [user, num] };
	}
};

/** Unread messages and mentions are counted after the position that the log says, as they are counted by hand. */
export const counts: Check = function* (history, log) {
	for (const { user, channel, position, told, there } of entries(history, "counted")) {
		const about = [user, channel];
		const wrong = (rule: string, is: number, should: number) => {
			return { rule, what: `${user} is told of ${is} ${rule} in ${channel}, and ${should} should be`, about };
		};
		const should = log.position({ channel, user });
		if (position !== should) yield wrong("position", position, should);
		if (told.unread !== there.unread) yield wrong("unread", told.unread, there.unread);
		if (told.mentions !== there.mentions) yield wrong("mentions", told.mentions, there.mentions);
	}
};

/** Search finds every live message that has the word and that the searcher sees, once, and no other. */
export const search: Check = function* (history, log) {
	const live = Map.groupBy(entries(history, "live"), ({ word }) => word);
	for (const { user, word, found } of entries(history, "searched")) {
		const visible = (live.get(word) ?? []).filter(({ channel }) => log.sees(channel, user, log.end));
		for (const { id, is, should } of differing(
			found,
			visible.map(({ message }) => message),
		)) {
			const what = `${user} finds ${id} by “${word}” ${is} times instead of ${should}`;
			yield { rule: "search", what, about: [user, id] };
		}
	}
};

/** R28: what a client has made of the events is what a fresh snapshot says. */
export const projection: Check = function* (history) {
	for (const { client, differences } of entries(history, "compared"))
		for (const what of differences)
			yield { rule: "projection", what: `${client} is not as the server says: ${what}`, about: [client] };
};

/** Who listens has received what happened last once all is quiet. */
export const undelivered: Check = function* (history) {
	for (const { client, num } of entries(history, "undelivered"))
		yield { rule: "undelivered", what: `${client} is open and has not received ${num}`, about: [client, num] };
};
