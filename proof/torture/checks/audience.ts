import { Audience, slack_ms } from "../audience.ts";
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

/** Sockets by name. Where an ear begins anew its socket is written down again, and was dialled before. */
function dialledFirst(history: History): Map<string, Of<"dialled">> {
	const sockets = new Map<string, Of<"dialled">>();
	for (const one of entries(history, "dialled")) if (!sockets.has(one.socket)) sockets.set(one.socket, one);
	return sockets;
}

/**
 * R15, R17: an event goes out at some moment between its writing and its coming in, to those who may hear it then; and
 * not before its socket was dialled, whatever one might have heard until then.
 */
function leaks(history: History, audience: Audience): Violation[] {
	const sockets = dialledFirst(history);
	const rows = new Map(audience.rows.map((row) => [row.num, row]));
	return entries(history, "got").flatMap(({ socket, num, at }): Violation[] => {
		const [row, dialled] = [rows.get(num), sockets.get(socket)];
		if (!row || !dialled) return [];
		const { user } = dialled;
		const from = Math.max(num, audience.numAt(dialled.at - 2 * slack_ms));
		const places = audience.places(user, row.channel, from, audience.numAt(at));
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
