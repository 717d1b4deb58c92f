import { Audience, slack_ms } from "../audience.ts";
import { type Check, type History, type Of, type Violation, entries } from "../history.ts";
import { type Span, blockings } from "./revocations.ts";

/** One stretch of a client's hearing, between two openings. */
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
			now.set(entry.client, stretch);
		} else if (entry.kind === "heard") now.get(entry.client)?.heard.push(entry);
	}
	return all;
}

/** Sockets by name. Where a client begins anew its socket is written down again, and was connected before. */
function dialledFirst(history: History): Map<string, Of<"connected">> {
	const sockets = new Map<string, Of<"connected">>();
	for (const one of entries(history, "connected")) if (!sockets.has(one.socket)) sockets.set(one.socket, one);
	return sockets;
}

/**
 * R15, R17: an event goes out at some moment between its writing and its coming in, to those who may hear it then; and
 * not before its socket was connected, whatever one might have heard until then.
 */
function leaks(history: History, audience: Audience): Violation[] {
	const sockets = dialledFirst(history);
	const rows = new Map(audience.rows.map((row) => [row.num, row]));
	return entries(history, "received").flatMap(({ socket, num, at }): Violation[] => {
		const [row, connected] = [rows.get(num), sockets.get(socket)];
		if (!row || !connected) return [];
		const { user } = connected;
		const from = Math.max(num, audience.numAt(connected.at - 2 * slack_ms));
		const places = audience.places(user, row.channel, from, audience.numAt(at));
		if (places.some((place) => audience.hears(row, user, place))) return [];
		const what = `${socket} heard ${num}, “${row.key}”, and was never in its audience`;
		return [{ rule: "leak", what, about: [socket, num, user, row.channel ?? num] }];
	});
}

/**
 * R10: what a client could hear from its writing until the client heard something later has to come before that. Of those
 * who may have been blocked in between nothing is asked here.
 */
function omissions(stretch: Stretch, audience: Audience, blocked: Map<string, Span[]>): Violation[] {
	const { client, user, num: from } = stretch.opened;
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
		const what = `${client} heard ${next.num} and had not heard ${row.num}, “${row.key}”`;
		violations.push({ rule: "omission", what, about: [client, row.num, next.num, user] });
	}
	return violations;
}

/** No event outside its audience, and none that the audience does not get. */
export const audience: Check = (history) => {
	const who = new Audience(history);
	const blocked = blockings(entries(history, "act"));
	return [...leaks(history, who), ...stretches(history).flatMap((one) => omissions(one, who, blocked))];
};

/**
 * R20: typing is heard by those who see the channel, presence by members; what somebody says themselves comes back only to
 * those of their sockets that take single events. That somebody is online or offline the server says too, and to all of
 * theirs; away nobody says but they.
 */
function mayHear(
	{ type, user, channel = "", status, socket }: Of<"ephemeral">,
	hearer: string,
	audience: Audience,
	num: number,
) {
	const isTheirs = hearer !== user || isPlain(socket);
	if (type !== "presence.changed") return isTheirs && audience.sees(channel, hearer, num);
	return audience.isMember({ user: hearer }, num) && (isTheirs || status !== "away");
}

/** By its name: see client.ts. */
const isPlain = (socket: string): boolean => socket.includes("/single#");

/** What is not kept goes out at some moment between its saying and its coming in, to those who may hear it then. */
export const ephemerals: Check = (history) => {
	const audience = new Audience(history);
	const users = new Map(entries(history, "connected").map(({ socket, user }) => [socket, user]));
	return entries(history, "ephemeral").flatMap((ephemeral) => {
		const { socket, type, user, channel, said, at } = ephemeral;
		const hearer = users.get(socket);
		if (hearer === undefined) return [];
		const places = audience.places(hearer, channel, audience.numAt(said - 2 * slack_ms), audience.numAt(at));
		if (places.some((num) => mayHear(ephemeral, hearer, audience, num))) return [];
		const what = `${socket} heard ${type} of ${user}${channel === undefined ? "" : ` in ${channel}`}, and may not`;
		return [{ rule: "leak", what, about: [socket, hearer, user, channel ?? said] }];
	});
};
