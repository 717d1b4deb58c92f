import { Audience } from "../audience.ts";
import { type Check, type History, type Of, type Row, type Violation, entries } from "../history.ts";

/** How long an ephemeral event may be on its way. */
const whisper_ms = 2_000;

/** One stretch of an ear's hearing, between two openings. */
interface Stretch {
	opened: Of<"opened">;
	heard: Of<"heard">[];
}

function stretches(history: History): Stretch[] {
	const all: Stretch[] = [];
	const now = new Map<string, Stretch>();
	for (const entry of history) {
		if (entry.kind === "opened") {
			const stretch = { opened: entry, heard: [] };
			all.push(stretch);
			now.set(entry.ear, stretch);
		} else if (entry.kind === "heard") now.get(entry.ear)?.heard.push(entry);
	}
	return all;
}

/** R15, R17: an event goes out at some moment between its writing and its hearing, to those who may hear it then. */
function leaks({ opened: { ear, user }, heard }: Stretch, rows: Map<number, Row>, audience: Audience): Violation[] {
	return heard.flatMap(({ num, at }) => {
		const row = rows.get(num);
		if (!row) return [];
		const places = audience.places(user, row.channel, num, audience.numAt(at));
		if (places.some((place) => audience.hears(row, user, place))) return [];
		const what = `${ear} heard ${num}, “${row.key}”, and was never in its audience`;
		return [{ rule: "leak", what, about: [ear, num, user, row.channel ?? num] }];
	});
}

/**
 * R10: what an ear could hear from its writing until the ear heard something later has to come before that. Of the
 * blocked nothing is asked here.
 */
function omissions(stretch: Stretch, audience: Audience, isFree: (user: string, num: number) => boolean): Violation[] {
	const { ear, user, num: from } = stretch.opened;
	const heard = new Set(stretch.heard.map(({ num }) => num));
	const violations: Violation[] = [];
	let i = 0;
	for (const row of audience.rows) {
		while (i < stretch.heard.length && stretch.heard[i]!.num <= row.num) i++;
		const next = stretch.heard[i];
		if (row.num <= from || !next || heard.has(row.num)) continue;
		const places = audience.places(user, row.channel, row.num, audience.numAt(next.at));
		if (!places.every((place) => audience.hears(row, user, place)) || !isFree(user, row.num)) continue;
		const what = `${ear} heard ${next.num} and had not heard ${row.num}, “${row.key}”`;
		violations.push({ rule: "omission", what, about: [ear, row.num, next.num, user] });
	}
	return violations;
}

/** R20: typing is heard by those who see the channel, not by who types. */
function whispers(history: History, audience: Audience): Violation[] {
	const users = new Map(entries(history, "opened").map(({ ear, user }) => [ear, user]));
	return entries(history, "whisper").flatMap(({ ear, channel, user, at }) => {
		const hearer = users.get(ear) ?? "";
		const places = audience.places(hearer, channel, audience.numAt(at - whisper_ms), audience.numAt(at));
		if (hearer !== user && places.some((place) => audience.sees(channel, hearer, place))) return [];
		return [{ rule: "leak", what: `${ear} heard that ${user} types in ${channel}`, about: [ear, channel, hearer] }];
	});
}

/** No event outside its audience, and none that the audience does not get. */
export const audience: Check = (history) => {
	const who = new Audience(history);
	const rows = new Map(who.rows.map((row) => [row.num, row]));
	const blocked = new Set<string>();
	for (const { fact } of entries(history, "act")) if (fact?.is === "blocked") blocked.add(fact.user);
	const isFree = (user: string) => !blocked.has(user);
	const each = stretches(history).flatMap((one) => [...leaks(one, rows, who), ...omissions(one, who, isFree)]);
	return [...each, ...whispers(history, who)];
};
