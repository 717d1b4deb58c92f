import { slack_ms } from "../audience.ts";
import { whomOf } from "../facts.ts";
import { type Act, type History, type Row, entries } from "../history.ts";
import { key } from "../keys.ts";

/** From when on somebody, or one of their sessions, was certainly out, and until when. */
export interface Exile {
	whom: string;
	how: "gone" | "blocked" | "ended";
	/** when it was asked for: a socket that was open then is closed for good */
	asked: number;
	from: number;
	to: number;
}

/** Whether an act may have put somebody out, or back. */
export const mayHave = ({ outcome, fact }: Act, is: string, whom: string): boolean =>
	outcome !== "refused" && fact !== undefined && fact.is === is && whomOf(fact) === whom;

type Told = ReadonlyMap<string, Row[]>;

/**
 * Who was removed is out until the log has them join again. When that was asked for says nothing: an errand may be late,
 * and so may the answer to the removal.
 */
function backAgain({ until }: Act, user: string, told: Told): number {
	const left = told.get(key.leave(user))?.findLast(({ at }) => at <= until + slack_ms);
	return told.get(key.join(user))?.find(({ num }) => num > (left?.num ?? 0))?.at ?? Infinity;
}

/**
 * Who was blocked is out until a pardon is asked for that was answered after the block was. One that was under way at the
 * same time, or got no answer, may be any that the log tells of after the block itself.
 */
function freeAgain({ at, until }: Act, user: string, acts: Act[], told: Told): number {
	const pardons = acts.filter((act) => mayHave(act, "free", user) && (act.until >= at || act.outcome === "unknown"));
	const later = pardons.filter((act) => act.until >= until).map((act) => act.at);
	const rows = (told.get(key.moderate(user)) ?? []).filter((row) => row.at >= at - slack_ms);
	return Math.min(...later, pardons.length > later.length ? (rows[1]?.at ?? Infinity) : Infinity);
}

export function exiles(history: History): Exile[] {
	const acts = entries(history, "act");
	const told = Map.groupBy(entries(history, "row"), (row) => row.key);
	return acts.flatMap((act): Exile[] => {
		const { fact, outcome, at: asked, until } = act;
		if (outcome !== "done" || !fact) return [];
		const from = until + slack_ms;
		if (fact.is === "ended") return [{ whom: fact.session, how: fact.is, asked, from, to: Infinity }];
		if (fact.is !== "gone" && fact.is !== "blocked") return [];
		const { is: how, user: whom } = fact;
		const back = how === "gone" ? backAgain(act, whom, told) : freeAgain(act, whom, acts, told);
		return [{ whom, how, asked, from, to: back - slack_ms }];
	});
}
