import { type Fact, key } from "../../acts/act.ts";
import { Audience, slack_ms } from "../audience.ts";
import { type Act, type Check, type Row, type Violation, entries, whomOf } from "../history.ts";
import { State } from "../state.ts";

/** Whether a fact is so, where this is how things stand after a row; undefined where another check looks at it. */
function isSo(fact: Fact, state: State, row: Row | undefined): boolean | undefined {
	switch (fact.is) {
		case "in":
		case "out":
			return state.isIn(fact) === (fact.is === "in");
		case "dropped":
			return state.isDropped(fact);
		case "read":
			return state.position(fact) >= fact.seq;
		case "changed":
			return row?.key === key.edit(fact.message);
		case "deleted":
			return state.isErased(fact);
		case "reacted":
		case "unreacted":
			return state.hasReacted(fact) === (fact.is === "reacted");
		case "gone":
		case "back":
			return state.isMember(fact) === (fact.is === "back");
		// once, bodies, revoked, ended, stored, search; of a moderation the log does not say what it changed
		case "blocked":
		case "free":
		case "moderated":
		case "sent":
		case "ended":
		case "named":
		case "invited":
		case "withdrawn":
		case "searched":
			return undefined;
		default:
			return fact satisfies never;
	}
}

/** The operator's word is done by a job, which may be tried again later. */
const isChecked = ({ fact, outcome, name }: Act): boolean =>
	fact !== undefined && outcome === "done" && name !== "admit";

/** What was acknowledged was so at some moment between the asking and the answer, whether that told of an event or not. */
export const acknowledged: Check = (history) => {
	const [state, audience] = [new State(history), new Audience(history)];
	const spans = entries(history, "act")
		.filter(isChecked)
		.map((act) => ({ act, from: audience.numAt(act.at - 2 * slack_ms), to: audience.numAt(act.until) }))
		.toSorted((a, b) => b.from - a.from);
	let open: typeof spans = [];
	const never: typeof spans = [];
	const look = (all: typeof spans, row?: Row) => all.filter(({ act }) => isSo(act.fact!, state, row) === false);
	for (const row of [...audience.rows, undefined]) {
		const num = row?.num ?? Infinity;
		// what was asked for before this row: as things stand now
		while (spans.length > 0 && spans.at(-1)!.from < num) open.push(...look([spans.pop()!]));
		never.push(...open.filter(({ to }) => to < num));
		if (row) state.apply(row);
		open = look(
			open.filter(({ to }) => to >= num),
			row,
		);
	}
	return never.map(({ act: { fact, name, at, may } }): Violation => {
		const what = `${name} was acknowledged, and ${JSON.stringify(fact)} was never so`;
		const subject = whomOf(fact) ?? ("message" in fact! ? fact.message : name);
		return { rule: "acknowledged", what, about: [subject, at, ...may] };
	});
};
