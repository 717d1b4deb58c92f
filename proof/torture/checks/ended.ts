import { type Act, type Check, type History, type Of, type Violation, entries } from "../history.ts";
import { type Exile, exiles, mayHave } from "./exile.ts";

const codes = { gone: ["not_found"], blocked: ["moderated"], ended: ["unauthorized"] };
const hows = ["gone", "blocked", "ended"] as const;

/** Why an ear may have ended. */
function reasons({ user, session }: Of<"opened">, { at }: Of<"ended">, acts: Act[]): string[] {
	const before = acts.filter((act) => act.at <= at);
	const isSo = (how: (typeof hows)[number]) =>
		before.some((act) => mayHave(act, how, how === "ended" ? session : user));
	return hows.filter(isSo).flatMap((how) => codes[how]);
}

/** By the error that says why, and for no other reason. @returns besides, the ears that are open in the end */
function endings(history: History, acts: Act[]): { wrong: Violation[]; open: Of<"opened">[] } {
	const ears = new Map<string, Of<"opened">>();
	const wrong: Violation[] = [];
	for (const entry of history) {
		if (entry.kind === "opened") ears.set(entry.ear, entry);
		const opened = entry.kind === "ended" && ears.get(entry.ear);
		if (!opened) continue;
		const { ear, code } = entry;
		const { user, session } = opened;
		ears.delete(ear);
		if (code === "hung up" || reasons(opened, entry, acts).includes(code)) continue;
		const what = `${ear} ended with ${code}, and ${user} was not put out`;
		wrong.push({ rule: "ended", what, about: [ear, user, session] });
	}
	return { wrong, open: [...ears.values()] };
}

function stillOpen({ ear, user, session }: Of<"opened">, all: Exile[]): Violation[] {
	const exile = all.find(({ whom, to }) => (whom === user || whom === session) && to === Infinity);
	if (!exile) return [];
	return [
		{ rule: "ended", what: `${ear} is open, and ${exile.whom} was ${exile.how}`, about: [ear, user, exile.whom] },
	];
}

/** R23: an ear ends when its owner is out, and not otherwise. */
export const ended: Check = (history) => {
	const acts = entries(history, "act");
	const { wrong, open } = endings(history, acts);
	const all = exiles(history);
	return [...wrong, ...open.flatMap((opened) => stillOpen(opened, all))];
};
