import { slack_ms } from "../audience.ts";
import { type Act, type Check, type History, type Of, type Violation, entries, whomOf } from "../history.ts";

/** From when on somebody, or one of their sessions, was certainly out, and until when. */
interface Exile {
	whom: string;
	how: "gone" | "blocked" | "ended";
	from: number;
	to: number;
}

const undoes = { gone: "back", blocked: "free", ended: undefined } as const;
const codes = { gone: ["not_found"], blocked: ["moderated"], ended: ["unauthorized"] };

/** What one may do all the same: leave, read, and what is no business of the workspace. */
const allowed = {
	gone: ["updateProfile", "revokeSession"],
	blocked: [
		"updateProfile",
		"revokeSession",
		"removeMember",
		"leaveChannel",
		"removeChannelMember",
		"joinChannel",
		"markRead",
	],
	ended: ["revokeSession"],
};

/** Whether an act may have put somebody out, or back. */
const mayHave = ({ outcome, fact }: Act, is: string | undefined, whom: string): boolean =>
	outcome !== "refused" && fact !== undefined && fact.is === is && whomOf(fact) === whom;

function exiles(acts: Act[]): Exile[] {
	return acts.flatMap(({ fact, outcome, until }): Exile[] => {
		const [whom, how] = [whomOf(fact), fact?.is];
		if (outcome !== "done" || whom === undefined || (how !== "gone" && how !== "blocked" && how !== "ended")) return [];
		// what puts them back may be on its way when they are put out
		const back = acts.filter((act) => mayHave(act, undoes[how], whom) && act.until >= until);
		return [{ whom, how, from: until + slack_ms, to: Math.min(...back.map(({ at }) => at)) }];
	});
}

/** The row's time counts: what was written before may still be on its way to the ear. */
function heardLater(history: History, all: Exile[]): Violation[] {
	const times = new Map(entries(history, "row").map(({ num, at }) => [num, at]));
	const owners = new Map<string, Of<"opened">>();
	return history.flatMap((entry): Violation[] => {
		if (entry.kind === "opened") owners.set(entry.ear, entry);
		if (entry.kind !== "heard") return [];
		const opened = owners.get(entry.ear);
		const at = times.get(entry.num) ?? 0;
		const isTheirs = ({ whom }: Exile) => whom === opened?.user || whom === opened?.session;
		const exile = all.find((one) => isTheirs(one) && at > one.from && entry.at < one.to);
		if (!exile) return [];
		const what = `${entry.ear} heard ${entry.num}, which was written after ${exile.whom} was ${exile.how}`;
		return [{ rule: "revoked", what, about: [entry.ear, entry.num, exile.whom] }];
	});
}

function doneLater(acts: Act[], all: Exile[]): Violation[] {
	return acts.flatMap((act): Violation[] => {
		const exile = all.find(
			({ whom, from, to }) => (whom === act.who || whom === act.session) && act.at > from && act.until < to,
		);
		if (!exile || act.outcome !== "done" || allowed[exile.how].includes(act.name)) return [];
		const what = `${act.who} did ${act.name} after ${exile.whom} was ${exile.how}`;
		return [{ rule: "revoked", what, about: [act.who, exile.whom, ...act.told.map(({ num }) => num)] }];
	});
}

/** R23: an ear ends when its owner is out, by the error that says so, and for no other reason. */
function endings(history: History, acts: Act[], all: Exile[]): Violation[] {
	const ears = new Map<string, Of<"opened">>();
	const ended: Violation[] = [];
	for (const entry of history) {
		if (entry.kind === "opened") ears.set(entry.ear, entry);
		if (entry.kind !== "ended") continue;
		const { ear, code, at } = entry;
		const opened = ears.get(ear);
		if (!opened) continue;
		const { user, session } = opened;
		ears.delete(ear);
		const reasons = (["gone", "blocked", "ended"] as const).filter((how) =>
			acts.some((act) => act.at <= at && mayHave(act, how, how === "ended" ? session : user)),
		);
		if (code === "hung up" || reasons.some((how) => codes[how].includes(code))) continue;
		ended.push({
			rule: "ended",
			what: `${ear} ended with ${code}, and ${user} was not put out`,
			about: [ear, user, session],
		});
	}
	const open = [...ears.values()].flatMap(({ ear, user, session }): Violation[] => {
		const exile = all.find(({ whom, to }) => (whom === user || whom === session) && to === Infinity);
		if (!exile) return [];
		return [
			{ rule: "ended", what: `${ear} is open, and ${exile.whom} was ${exile.how}`, about: [ear, user, exile.whom] },
		];
	});
	return [...ended, ...open];
}

/** Who is removed, blocked or signed out hears and does nothing more. */
export const revoked: Check = (history) => {
	const acts = entries(history, "act");
	const all = exiles(acts);
	return [...heardLater(history, all), ...doneLater(acts, all), ...endings(history, acts, all)];
};
