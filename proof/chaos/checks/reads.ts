import { Audience } from "../audience.ts";
import { type Check, type History, type Violation, entries, the } from "../history.ts";
import { State } from "../state.ts";

/** R14, R17: GET tells each reader what the log holds for them as they stand now, no more and no less, in order. */
export const replay: Check = (history) => {
	const audience = new Audience(history);
	const end = audience.rows.at(-1)?.num ?? 0;
	const told = Map.groupBy(entries(history, "told"), ({ user }) => user);
	return entries(history, "asked").flatMap(({ user, num }): Violation[] => {
		const nums = (told.get(user) ?? []).map((event) => event.num);
		const expected = audience.rows
			.filter((row) => row.num > num && audience.hears(row, user, end))
			.map((row) => row.num);
		const longer = nums.length > expected.length ? nums : expected;
		const at = longer.findIndex((_, i) => nums[i] !== expected[i]);
		if (at < 0) return [];
		const what = `${user} is told ${nums[at] ?? "nothing"} where ${expected[at] ?? "nothing"} should be`;
		return [{ rule: "replay", what, about: [user, longer[at]!] }];
	});
};

/** Root messages after a position: of before only their number is known. */
function unreadOf(history: History, before: State): (channel: string, position: number) => number {
	const roots = entries(history, "row").filter(({ type }) => type === "message.created");
	const sent = Map.groupBy(roots, ({ channel = "" }) => channel);
	return (channel, position) => {
		const older = Math.max(0, Number(before.get(the.head(channel)) ?? 0) - position);
		return older + (sent.get(channel) ?? []).filter(({ seq = 0 }) => seq > position).length;
	};
}

/**
 * Mentions after a position, of those who are in: what was said while somebody was out calls nobody, unless it was made to
 * by an edit since they came back. @returns how many there are at least, and at most
 */
function mentionsOf(history: History, state: State): (channel: string, user: string, position: number) => number[] {
	const all = Map.groupBy(entries(history, "mention"), ({ user, channel }) => `${channel} ${user}`);
	return (channel, user, position) => {
		const joined = state.get(the.place(channel, user));
		if (joined === undefined) return [0, 0];
		const unread = (all.get(`${channel} ${user}`) ?? []).filter(({ seq }) => seq > position);
		const isSure = ({ seq }: { seq: number }) => seq > Number(joined);
		return [unread.filter(isSure).length, unread.filter((one) => isSure(one) || one.isEdited).length];
	};
}

/** Unread messages and mentions, counted by hand. */
export const counts: Check = (history) => {
	const state = new State(history);
	for (const row of entries(history, "row")) state.apply(row);
	const [unreadIn, mentionsIn] = [unreadOf(history, new State(history)), mentionsOf(history, state)];
	return entries(history, "counted").flatMap(({ user, channel, unread, mentions }): Violation[] => {
		const position = state.position({ channel, user });
		const [count, [least, most]] = [unreadIn(channel, position), mentionsIn(channel, user, position)];
		const say = (rule: string, told: number, there: string | number) => ({
			rule,
			what: `${user} is told of ${told} ${rule} in ${channel}; ${there} are there after ${position}`,
			about: [user, channel],
		});
		return [
			...(unread === count ? [] : [say("unread", unread, count)]),
			...(mentions >= least! && mentions <= most! ? [] : [say("mentions", mentions, `${least} to ${most}`)]),
		];
	});
};

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

/** R28: what a client has made of the events is what a fresh snapshot says. */
export const projection: Check = (history) =>
	entries(history, "compared").map(({ client, what }) => {
		const ids = what.match(/[a-z]{3}_[0-9a-z]{26}/g) ?? [];
		return {
			rule: "projection",
			what: `${client} is not as the server says: ${what}`,
			about: [client, ...new Set(ids)],
		};
	});

/** Who listens has heard what happened last once all is quiet. */
export const undelivered: Check = (history) =>
	entries(history, "undelivered").map(({ client, num }) => ({
		rule: "undelivered",
		what: `${client} is open and has not heard ${num}`,
		about: [client, num],
	}));
