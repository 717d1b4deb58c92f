import { key } from "../../acts/act.ts";
import { type Check, type History, entries } from "../history.ts";
import type { Log } from "../log.ts";

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

/**
 * Mentions after a position, of those who are in: what was said while somebody was out calls nobody, unless it was made
 * to by an edit since they came back. @returns how many there are at least, and at most
 */
function mentionsOf(history: History, log: Log): (channel: string, user: string, position: number) => [number, number] {
	const all = Map.groupBy(entries(history, "mention"), ({ user, channel }) => key.enter(channel, user));
	return (channel, user, position) => {
		const joined = log.get(key.enter(channel, user));
		if (joined === undefined) return [0, 0];
		const unread = (all.get(key.enter(channel, user)) ?? []).filter(({ seq }) => seq > position);
		const sure = unread.filter(({ seq }) => seq > Number(joined));
		return [sure.length, unread.filter((one) => sure.includes(one) || one.isEdited).length];
	};
}

/** Unread messages and mentions, counted by hand: places in channels are without gaps. */
export const counts: Check = function* (history, log) {
	const mentionsIn = mentionsOf(history, log);
	for (const { user, channel, unread, mentions } of entries(history, "counted")) {
		const position = log.position({ channel, user });
		const count = Math.max(0, log.head(channel) - position);
		const [least, most] = mentionsIn(channel, user, position);
		const wrong = (rule: string, told: number, there: string) => {
			const what = `${user} is told of ${told} ${rule} in ${channel}; ${there} are there after ${position}`;
			return { rule, what, about: [user, channel] };
		};
		if (unread !== count) yield wrong("unread", unread, String(count));
		if (mentions < least || mentions > most) yield wrong("mentions", mentions, `${least} to ${most}`);
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
