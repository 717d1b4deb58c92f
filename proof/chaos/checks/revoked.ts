import { type Fact, key } from "../../acts/act.ts";
import { type Act, type Check, type History, type Of, type Violation, entries, whomOf } from "../history.ts";
import { type Revocation, revocations, mayHave } from "./revocations.ts";

/** To read on and to leave is no part in anything; names and sessions are no business of the workspace. */
const allowed: Record<Revocation["how"], Partial<Record<string, Fact["is"][]>>> = {
	gone: { updateProfile: ["named"], revokeSession: ["ended"] },
	blocked: {
		updateProfile: ["named"],
		revokeSession: ["ended"],
		removeMember: ["gone"],
		leaveChannel: ["out"],
		removeChannelMember: ["out"],
		joinChannel: ["in"],
		markRead: ["read"],
		searchMessages: ["searched"],
	},
	ended: { revokeSession: ["ended"] },
};

/** Of what one may do, only to oneself, and only what tells the others of nothing but that one goes. */
function isAllowed({ name, who, session, fact, told }: Act, { how }: Revocation): boolean {
	const isFitting = fact !== undefined && (allowed[how][name]?.includes(fact.is) ?? false);
	return isFitting && [who, session].includes(whomOf(fact)!) && told.length === 0;
}

/** When what came in on each socket was written, or said. */
function* arrivals(history: History): Generator<{ socket: string; at: number; since: number; what: string | number }> {
	const times = new Map(entries(history, "row").map(({ num, at }) => [num, at]));
	for (const entry of history) {
		if (entry.kind === "received")
			yield { socket: entry.socket, at: entry.at, since: times.get(entry.num) ?? 0, what: entry.num };
		if (entry.kind === "ephemeral")
			yield { socket: entry.socket, at: entry.at, since: entry.said, what: `${entry.type} of ${entry.user}` };
	}
}

/**
 * The time of writing counts: what was written before may still be on its way. Who comes back hears what they missed, and
 * on a new socket: one that was open when they were put out is closed for good.
 */
function heardLater(history: History, all: Revocation[]): Violation[] {
	const owners = new Map(entries(history, "connected").map((connected) => [connected.socket, connected]));
	const opened = new Map<string, number>();
	return [...arrivals(history)].flatMap(({ socket, at, since, what }): Violation[] => {
		const owner = owners.get(socket);
		if (!opened.has(socket)) opened.set(socket, at);
		const wasOpen = ({ asked }: Revocation) => opened.get(socket)! < asked;
		const isTheirs = ({ whom }: Revocation) => whom === owner?.user || whom === owner?.session;
		const revocation = all.find((one) => isTheirs(one) && since > one.from && (at < one.to || wasOpen(one)));
		if (!revocation) return [];
		const said = `${socket} heard ${what} from after ${revocation.whom} was ${revocation.how}`;
		return [{ rule: "revoked", what: said, about: [socket, what, revocation.whom] }];
	});
}

/** Nobody is told that somebody types, or is away, who is out. That they are offline the server says. */
function whisperedLater(history: History, all: Revocation[]): Violation[] {
	return entries(history, "ephemeral").flatMap(({ socket, user, said, type, status }): Violation[] => {
		const revocation = all.find(({ whom, from, to }) => whom === user && said > from && said < to);
		if (!revocation || (type === "presence.changed" && status !== "away")) return [];
		const what = `${socket} heard ${type} of ${user}, who was ${revocation.how}`;
		return [{ rule: "revoked", what, about: [socket, user, said] }];
	});
}

/** What was sent before, and is sent again because nobody answered, finds the message that is there. */
function wasSent({ fact, told }: Act, { how, from }: Revocation, written: Map<string, number>): boolean {
	if (how !== "blocked" || fact?.is !== "sent" || told.length > 0) return false;
	return (written.get(fact.message) ?? 0) <= from;
}

function doneLater(history: History, acts: Act[], all: Revocation[]): Violation[] {
	const sent = entries(history, "row").filter(({ key: what }) => what.startsWith(key.sent()));
	const written = new Map(sent.map(({ message = "", at }) => [message, at]));
	return acts.flatMap((act): Violation[] => {
		const revocation = all.find(
			({ whom, from, to }) => (whom === act.who || whom === act.session) && act.at > from && act.until < to,
		);
		if (!revocation || act.outcome !== "done" || isAllowed(act, revocation) || wasSent(act, revocation, written))
			return [];
		const what = `${act.who} did ${act.name} after ${revocation.whom} was ${revocation.how}`;
		return [{ rule: "revoked", what, about: [act.who, revocation.whom, ...act.told.map(({ num }) => num)] }];
	});
}

/** Who is removed, blocked or signed out hears and does nothing more. */
export const revoked: Check = (history) => {
	const acts = entries(history, "act");
	const all = revocations(history);
	return [...heardLater(history, all), ...whisperedLater(history, all), ...doneLater(history, acts, all)];
};

const codes = { gone: ["not_found"], blocked: ["moderated"], ended: ["unauthorized"] };
const hows = ["gone", "blocked", "ended"] as const;

/** Why a client may have ended. */
function reasons({ user, session }: Of<"opened">, { at }: Of<"ended">, acts: Act[]): string[] {
	const before = acts.filter((act) => act.at <= at);
	const isSo = (how: (typeof hows)[number]) =>
		before.some((act) => mayHave(act, how, how === "ended" ? session : user));
	return hows.filter(isSo).flatMap((how) => codes[how]);
}

/** By the error that says why, and for no other reason. @returns besides, the clients that are open in the end */
function endings(history: History, acts: Act[]): { wrong: Violation[]; open: Of<"opened">[] } {
	const clients = new Map<string, Of<"opened">>();
	const wrong: Violation[] = [];
	for (const entry of history) {
		if (entry.kind === "opened") clients.set(entry.client, entry);
		const opened = entry.kind === "ended" && clients.get(entry.client);
		if (!opened) continue;
		const { client, code } = entry;
		const { user, session } = opened;
		clients.delete(client);
		if (code === "closed" || reasons(opened, entry, acts).includes(code)) continue;
		const what = `${client} ended with ${code}, and ${user} was not put out`;
		wrong.push({ rule: "ended", what, about: [client, user, session] });
	}
	return { wrong, open: [...clients.values()] };
}

function stillOpen({ client, user, session }: Of<"opened">, all: Revocation[]): Violation[] {
	const revocation = all.find(({ whom, to }) => (whom === user || whom === session) && to === Infinity);
	if (!revocation) return [];
	return [
		{
			rule: "ended",
			what: `${client} is open, and ${revocation.whom} was ${revocation.how}`,
			about: [client, user, revocation.whom],
		},
	];
}

/** R23: a client ends when its owner is out, and not otherwise. */
export const ended: Check = (history) => {
	const acts = entries(history, "act");
	const { wrong, open } = endings(history, acts);
	const all = revocations(history);
	return [...wrong, ...open.flatMap((opened) => stillOpen(opened, all))];
};
