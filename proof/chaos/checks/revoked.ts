import { key } from "../../acts/act.ts";
import { type Act, type Check, type Of, entries, whomOf } from "../history.ts";
import { socketsIn } from "./audience.ts";
import { type Revocation, mayHave, revocations } from "./revocations.ts";

type How = Revocation["how"];

function isOf(...who: (string | undefined)[]) {
	return ({ whom }: Revocation) => who.includes(whom);
}

/**
 * The time of writing counts: what was written before may still be on its way. Who comes back receives what they
 * missed, and on a new socket: one that was open when they were put out is closed for good.
 */
const receivedLater: Check = function* (history, log) {
	const [all, sockets] = [revocations(history, log), socketsIn(history)];
	const opened = new Map<string, number>();
	for (const entry of history) {
		if (entry.kind !== "received" && entry.kind !== "ephemeral") continue;
		const { socket, at } = entry;
		const [since, what] =
			entry.kind === "received"
				? [log.row(entry.num)?.at ?? 0, entry.num]
				: [entry.said, `${entry.type} of ${entry.user}`];
		if (!opened.has(socket)) opened.set(socket, at);
		const isTheirs = isOf(sockets.get(socket)?.user, sockets.get(socket)?.session);
		const wasOpen = ({ asked }: Revocation) => opened.get(socket)! < asked;
		const revocation = all.find((one) => isTheirs(one) && since > one.from && (at < one.to || wasOpen(one)));
		if (!revocation) continue;
		const said = `${socket} received ${what} from after ${revocation.whom} was ${revocation.how}`;
		yield { rule: "revoked", what: said, about: [socket, what, revocation.whom] };
	}
};

/** Nobody is told that somebody types, or is away, who is out. That they are offline the server says. */
const ephemeralLater: Check = function* (history, log) {
	const all = revocations(history, log);
	for (const { socket, user, said, type, status } of entries(history, "ephemeral")) {
		const revocation = all.find(({ whom, from, to }) => whom === user && said > from && said < to);
		if (!revocation || (type === "presence.changed" && status !== "away")) continue;
		const what = `${socket} received ${type} of ${user}, who was ${revocation.how}`;
		yield { rule: "revoked", what, about: [socket, user, said] };
	}
};

const own = ["updateProfile", "revokeSession"];
/** Their own list of direct conversations, of which only they are told. */
const list = ["openDirect", "closeDirect", "markDirectRead"];
/** To read on and to leave is no part in anything; names and sessions are no business of the workspace. */
const allowed: Record<How, string[]> = {
	gone: own,
	blocked: [
		...own,
		"removeMember",
		"leaveChannel",
		"removeChannelMember",
		"joinChannel",
		"markRead",
		"updateAttention",
		"updateDirectNotificationSettings",
		"updateNotificationSettings",
		"updateSidebar",
		"searchMessages",
		...list,
	],
	ended: ["revokeSession"],
};

/** Of what one may do, only to oneself, and only what tells the others of nothing but that one goes. */
const isAllowed = ({ name, who, session, fact, told }: Act, { how }: Revocation): boolean =>
	allowed[how].includes(name) && [who, session].includes(whomOf(fact)!) && (told.length === 0 || list.includes(name));

const doneLater: Check = function* (history, log) {
	const all = revocations(history, log);
	/** What was sent before, and is sent again because nobody answered, finds the message that is there. */
	const wasSent = ({ fact, told }: Act, { how, from }: Revocation) =>
		how === "blocked" &&
		fact?.is === "sent" &&
		told.length === 0 &&
		log.written(key.sent(fact.nonce)).every(({ at }) => at <= from);
	for (const act of entries(history, "act")) {
		const isTheirs = isOf(act.who, act.session);
		const revocation = all.find((one) => isTheirs(one) && act.at > one.from && act.until < one.to);
		if (!revocation || act.outcome !== "done" || isAllowed(act, revocation) || wasSent(act, revocation)) continue;
		const what = `${act.who} did ${act.name} after ${revocation.whom} was ${revocation.how}`;
		yield { rule: "revoked", what, about: [act.who, revocation.whom, ...act.told.map(({ num }) => num)] };
	}
};

/** Who is removed, blocked or signed out receives and does nothing more. */
export const revoked: Check[] = [receivedLater, ephemeralLater, doneLater];

const codes: Record<How, string> = { gone: "not_found", blocked: "moderated", ended: "unauthorized" };

/** Whether a client may have ended for this reason. */
function isReason({ code, at }: Of<"ended">, { user, session }: Of<"opened">, acts: Act[]): boolean {
	const hows = (Object.keys(codes) as How[]).filter((how) => codes[how] === code);
	return hows.some((how) => acts.some((act) => act.at <= at && mayHave(act, how, how === "ended" ? session : user)));
}

/** R23: a client ends when its owner is out, by the error that says so, and not otherwise. */
export const ended: Check = function* (history, log) {
	const [all, acts] = [revocations(history, log), entries(history, "act")];
	const open = new Map<string, Of<"opened">>();
	for (const entry of history) {
		if (entry.kind === "opened") open.set(entry.client, entry);
		const opened = entry.kind === "ended" && open.get(entry.client);
		if (!opened) continue;
		const { client, user, session } = opened;
		open.delete(client);
		if (entry.code === "closed" || isReason(entry, opened, acts)) continue;
		const what = `${client} ended with ${entry.code}, and ${user} was not put out`;
		yield { rule: "ended", what, about: [client, user, session] };
	}
	for (const { client, user, session } of open.values()) {
		const revocation = all.filter(isOf(user, session)).find(({ to }) => to === Infinity);
		if (!revocation) continue;
		const what = `${client} is open, and ${revocation.whom} was ${revocation.how}`;
		yield { rule: "ended", what, about: [client, user, revocation.whom] };
	}
};
