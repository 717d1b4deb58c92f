import { Audience } from "../audience.ts";
import { type Check, type History, type Of, type Violation, entries } from "../history.ts";
import { type Span, blockings } from "./blocked.ts";

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

/** R15, R17: an event goes out at some moment between its writing and its coming in, to those who may hear it then. */
function leaks(history: History, audience: Audience): Violation[] {
	const users = new Map(entries(history, "dialled").map(({ socket, user }) => [socket, user]));
	const rows = new Map(audience.rows.map((row) => [row.num, row]));
	return entries(history, "got").flatMap(({ socket, num, at }): Violation[] => {
		const [row, user] = [rows.get(num), users.get(socket)];
		if (!row || user === undefined) return [];
		const places = audience.places(user, row.channel, num, audience.numAt(at));
		if (places.some((place) => audience.hears(row, user, place))) return [];
		const what = `${socket} heard ${num}, “${row.key}”, and was never in its audience`;
		return [{ rule: "leak", what, about: [socket, num, user, row.channel ?? num] }];
	});
}

/**
 * R10: what an ear could hear from its writing until the ear heard something later has to come before that. Of those
 * who may have been blocked in between nothing is asked here.
 */
function omissions(stretch: Stretch, audience: Audience, blocked: Map<string, Span[]>): Violation[] {
	const { ear, user, num: from } = stretch.opened;
	const heard = new Set(stretch.heard.map(({ num }) => num));
	const violations: Violation[] = [];
	let i = 0;
	for (const row of audience.rows) {
		while (i < stretch.heard.length && stretch.heard[i]!.num <= row.num) i++;
		const next = stretch.heard[i];
		if (row.num <= from || !next || heard.has(row.num)) continue;
		const places = audience.places(user, row.channel, row.num, audience.numAt(next.at));
		const isBlocked = blocked.get(user)?.some((span) => span.from <= next.at && span.to >= row.at) ?? false;
		if (isBlocked || !places.every((place) => audience.hears(row, user, place))) continue;
		const what = `${ear} heard ${next.num} and had not heard ${row.num}, “${row.key}”`;
		violations.push({ rule: "omission", what, about: [ear, row.num, next.num, user] });
	}
	return violations;
}

/** No event outside its audience, and none that the audience does not get. */
export const audience: Check = (history) => {
	const who = new Audience(history);
	const blocked = blockings(entries(history, "act"));
	return [...leaks(history, who), ...stretches(history).flatMap((one) => omissions(one, who, blocked))];
};
