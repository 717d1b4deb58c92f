import { slack_ms } from "../audience.ts";
import { whomOf } from "../facts.ts";
import type { Act } from "../history.ts";

/** From when on somebody, or one of their sessions, was certainly out, and until when. */
export interface Exile {
	whom: string;
	how: "gone" | "blocked" | "ended";
	from: number;
	to: number;
}

const undoes = { gone: "back", blocked: "free", ended: undefined } as const;

/** Whether an act may have put somebody out, or back. */
export const mayHave = ({ outcome, fact }: Act, is: string | undefined, whom: string): boolean =>
	outcome !== "refused" && fact !== undefined && fact.is === is && whomOf(fact) === whom;

export function exiles(acts: Act[]): Exile[] {
	return acts.flatMap(({ fact, outcome, until }): Exile[] => {
		const [whom, how] = [whomOf(fact), fact?.is];
		if (outcome !== "done" || whom === undefined || (how !== "gone" && how !== "blocked" && how !== "ended")) return [];
		// what puts them back may be on its way when they are put out
		const back = acts.filter((act) => mayHave(act, undoes[how], whom) && act.until >= until);
		return [{ whom, how, from: until + slack_ms, to: Math.min(...back.map(({ at }) => at)) }];
	});
}
