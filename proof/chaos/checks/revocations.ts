import { key } from "../../acts/act.ts";
import { type Act, type History, entries, whomOf } from "../history.ts";
import { type Log, slack_ms } from "../log.ts";

export interface Span {
	from: number;
	to: number;
}

export const mayHave = ({ outcome, fact }: Act, is: string, whom: string): boolean =>
	outcome !== "refused" && fact !== undefined && fact.is === is && whomOf(fact) === whom;

/**
 * When each person may have been blocked: from when it was asked for, until a pardon that was asked for after the
 * answer was acknowledged. One that got no answer may come at any time.
 */
export function blockings(acts: Act[]): Map<string, Span[]> {
	const all = new Map<string, Span[]>();
	for (const { fact, outcome, at, until } of acts) {
		if (fact?.is !== "blocked" || outcome === "refused") continue;
		const isPardon = (act: Act) => act.outcome === "done" && act.at >= until && mayHave(act, "free", fact.user);
		const pardoned = outcome === "done" ? acts.filter(isPardon).map((act) => act.until) : [];
		const span = { from: at - slack_ms, to: Math.min(...pardoned) + slack_ms };
		all.set(fact.user, [...(all.get(fact.user) ?? []), span]);
	}
	return all;
}

/** From when on somebody, or one of their sessions, was certainly out, and until when. */
export interface Revocation extends Span {
	whom: string;
	how: "gone" | "blocked" | "ended";
	/** when it was asked for: a socket that was open then is closed for good */
	asked: number;
}

/**
 * Who was removed is out until the log has them join again. When that was asked for says nothing: a job may be late,
 * and so may the answer to the removal.
 */
function backAgain({ until }: Act, user: string, log: Log): number {
	const left = log.written(key.leave(user)).findLast(({ at }) => at <= until + slack_ms);
	return log.written(key.join(user)).find(({ num }) => num > (left?.num ?? 0))?.at ?? Infinity;
}

/**
 * Who was blocked is out until a pardon is asked for that was answered after the block was. One that was under way at the
 * same time, or got no answer, may be any that the log tells of after the block itself.
 */
function freeAgain({ at, until }: Act, user: string, acts: Act[], log: Log): number {
	const pardons = acts.filter((act) => mayHave(act, "free", user) && (act.until >= at || act.outcome === "unknown"));
	const later = pardons.filter((act) => act.until >= until).map((act) => act.at);
	const rows = log.written(key.moderate(user)).filter((row) => row.at >= at - slack_ms);
	return Math.min(...later, pardons.length > later.length ? (rows[1]?.at ?? Infinity) : Infinity);
}

export function revocations(history: History, log: Log): Revocation[] {
	const acts = entries(history, "act");
	return acts.flatMap((act): Revocation[] => {
		const { fact, outcome, at: asked, until } = act;
		if (outcome !== "done" || !fact) return [];
		const from = until + slack_ms;
		if (fact.is === "ended") return [{ whom: fact.session, how: fact.is, asked, from, to: Infinity }];
		if (fact.is !== "gone" && fact.is !== "blocked") return [];
		const { is: how, user: whom } = fact;
		const back = how === "gone" ? backAgain(act, whom, log) : freeAgain(act, whom, acts, log);
		return [{ whom, how, asked, from, to: back - slack_ms }];
	});
}
