import { type Check, type History, type Of, entries } from "../history.ts";
import { type Log, slack_ms } from "../log.ts";
import { blockings } from "./revocations.ts";

/** Sockets by name, as they were connected: where a client begins anew its socket is written down again. */
export function socketsIn(history: History): Map<string, Of<"connected">> {
	const connected = entries(history, "connected").toReversed();
	return new Map(connected.map((one) => [one.socket, one]));
}

/**
 * R15, R17: an event goes out at some moment between its writing and its coming in, to those who may receive it then;
 * and not before its socket was connected, whatever one might have received until then.
 */
const leaks: Check = function* (history, log) {
	const sockets = socketsIn(history);
	for (const { socket, num, at } of entries(history, "received")) {
		const [row, connected] = [log.row(num), sockets.get(socket)];
		if (!row || !connected) continue;
		const { user } = connected;
		const from = Math.max(num, log.numAt(connected.at - 2 * slack_ms));
		const places = log.places(user, row.channel, from, log.numAt(at));
		if (places.some((place) => log.receives(row, user, place))) continue;
		const what = `${socket} received ${num}, “${row.key}”, and was never in its audience`;
		yield { rule: "leak", what, about: [socket, num, user, row.channel ?? num] };
	}
};

/**
 * R10: what a client could receive from its writing until the client received something later has to come before that.
 * Of those who may have been blocked in between nothing is asked here.
 */
const omissions: Check = function* (history, log) {
	const blocked = blockings(entries(history, "act"));
	const clients = new Map<string, Of<"opened">>();
	for (const next of history) {
		if (next.kind === "opened") clients.set(next.client, next);
		const opened = next.kind === "delivered" && clients.get(next.client);
		if (!opened) continue;
		const { client, user } = opened;
		for (const { num, at, ...row } of log.between(opened.num, next.num - 1)) {
			const places = log.places(user, row.channel, num, log.numAt(next.at));
			const isBlocked = blocked.get(user)?.some((span) => span.from <= next.at && span.to >= at) ?? false;
			if (isBlocked || !places.every((place) => log.receives({ num, at, ...row }, user, place))) continue;
			const what = `${client} received ${next.num} and had not received ${num}, “${row.key}”`;
			yield { rule: "omission", what, about: [client, num, next.num, user] };
		}
		clients.set(client, { ...opened, num: Math.max(opened.num, next.num) });
	}
};

/** By its name: see client.ts. */
const isPlain = (socket: string): boolean => socket.includes("/single#");

/**
 * R20: typing is received by those who see the channel, presence by members, a draft by its person; what somebody says themselves comes back
 * only to those of their sockets that take single events. That somebody is online or offline the server says too, and
 * to all of theirs; away nobody says but they.
 */
function mayReceive(ephemeral: Of<"ephemeral">, recipient: string, log: Log, num: number): boolean {
	const { type, user, channel, status, socket } = ephemeral;
	if (type === "draft.updated") return recipient === user;
	const isTheirs = recipient !== user || isPlain(socket);
	if (type !== "presence.changed") return isTheirs && log.sees(channel, recipient, num);
	return log.isMember(recipient, num) && (isTheirs || status !== "away");
}

/** What is not kept goes out at some moment between its saying and its coming in, to those who may receive it then. */
const ephemerals: Check = function* (history, log) {
	const sockets = socketsIn(history);
	for (const ephemeral of entries(history, "ephemeral")) {
		const { socket, type, user, channel, said, at } = ephemeral;
		const recipient = sockets.get(socket)?.user;
		if (recipient === undefined) continue;
		const places = log.places(recipient, channel, log.numAt(said - 2 * slack_ms), log.numAt(at));
		if (places.some((num) => mayReceive(ephemeral, recipient, log, num))) continue;
		const what = `${socket} received ${type} of ${user}${channel === undefined ? "" : ` in ${channel}`}, and may not`;
		yield { rule: "leak", what, about: [socket, recipient, user, channel ?? said] };
	}
};

/** No event outside its audience, and none that the audience does not get. */
export const audience: Check[] = [leaks, omissions, ephemerals];
