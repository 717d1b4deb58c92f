import { type Fact, whomOf } from "../facts.ts";
import { type Act, type Check, type History, type Violation, entries } from "../history.ts";
import { key } from "../keys.ts";
import { type Exile, exiles } from "./exile.ts";

/** To read on and to leave is no part in anything; names and sessions are no business of the workspace. */
const allowed: Record<Exile["how"], Partial<Record<string, Fact["is"][]>>> = {
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
function isAllowed({ name, who, session, fact, told }: Act, { how }: Exile): boolean {
	const isFitting = fact !== undefined && (allowed[how][name]?.includes(fact.is) ?? false);
	return isFitting && [who, session].includes(whomOf(fact)!) && told.length === 0;
}

/** When what came in on each socket was written, or said. */
function* arrivals(history: History): Generator<{ socket: string; at: number; since: number; what: string | number }> {
	const times = new Map(entries(history, "row").map(({ num, at }) => [num, at]));
	for (const entry of history) {
		if (entry.kind === "got")
			yield { socket: entry.socket, at: entry.at, since: times.get(entry.num) ?? 0, what: entry.num };
		if (entry.kind === "whisper")
			yield { socket: entry.socket, at: entry.at, since: entry.said, what: `${entry.type} of ${entry.user}` };
	}
}

/**
 * The time of writing counts: what was written before may still be on its way. Who comes back hears what they missed, and
 * on a new socket: one that was open when they were put out is closed for good.
 */
function heardLater(history: History, all: Exile[]): Violation[] {
	const owners = new Map(entries(history, "dialled").map((dialled) => [dialled.socket, dialled]));
	const opened = new Map<string, number>();
	return [...arrivals(history)].flatMap(({ socket, at, since, what }): Violation[] => {
		const owner = owners.get(socket);
		if (!opened.has(socket)) opened.set(socket, at);
		const wasOpen = ({ asked }: Exile) => opened.get(socket)! < asked;
		const isTheirs = ({ whom }: Exile) => whom === owner?.user || whom === owner?.session;
		const exile = all.find((one) => isTheirs(one) && since > one.from && (at < one.to || wasOpen(one)));
		if (!exile) return [];
		const said = `${socket} heard ${what} from after ${exile.whom} was ${exile.how}`;
		return [{ rule: "revoked", what: said, about: [socket, what, exile.whom] }];
	});
}

/** Nobody is told that somebody types, or is away, who is out. That they are offline the server says. */
function whisperedLater(history: History, all: Exile[]): Violation[] {
	return entries(history, "whisper").flatMap(({ socket, user, said, type, status }): Violation[] => {
		const exile = all.find(({ whom, from, to }) => whom === user && said > from && said < to);
		if (!exile || (type === "presence.changed" && status !== "away")) return [];
		const what = `${socket} heard ${type} of ${user}, who was ${exile.how}`;
		return [{ rule: "revoked", what, about: [socket, user, said] }];
	});
}

/** What was sent before, and is sent again because nobody answered, finds the message that is there. */
function wasSent({ fact, told }: Act, { how, from }: Exile, written: Map<string, number>): boolean {
	if (how !== "blocked" || fact?.is !== "sent" || told.length > 0) return false;
	return (written.get(fact.message) ?? 0) <= from;
}

function doneLater(history: History, acts: Act[], all: Exile[]): Violation[] {
	const sent = entries(history, "row").filter(({ key: what }) => what.startsWith(key.sent()));
	const written = new Map(sent.map(({ message = "", at }) => [message, at]));
	return acts.flatMap((act): Violation[] => {
		const exile = all.find(
			({ whom, from, to }) => (whom === act.who || whom === act.session) && act.at > from && act.until < to,
		);
		if (!exile || act.outcome !== "done" || isAllowed(act, exile) || wasSent(act, exile, written)) return [];
		const what = `${act.who} did ${act.name} after ${exile.whom} was ${exile.how}`;
		return [{ rule: "revoked", what, about: [act.who, exile.whom, ...act.told.map(({ num }) => num)] }];
	});
}

/** Who is removed, blocked or signed out hears and does nothing more. */
export const revoked: Check = (history) => {
	const acts = entries(history, "act");
	const all = exiles(history);
	return [...heardLater(history, all), ...whisperedLater(history, all), ...doneLater(history, acts, all)];
};
