import { key } from "../../acts/act.ts";
import { slack_ms } from "../audience.ts";
import { kinds } from "../events.ts";
import { type Act, type Check, type History, type Row, type Violation, entries, the } from "../history.ts";
import { State } from "../state.ts";

/** The log is one that can have happened: nobody joins twice, and no reaction goes that was not there. */
export const transitions: Check = (history) => {
	const state = new State(history);
	return entries(history, "row").flatMap((row) => {
		const isLate = state.isDropped(row);
		const wrong = isLate ? "came after its channel was deleted" : (kinds[row.type].fault?.(state, row) ?? false);
		state.apply(row);
		if (wrong === false) return [];
		const about = [row.num, row.channel, row.user, row.message].filter((one) => one !== undefined);
		return [{ rule: "transitions", what: `${row.num}, “${row.key}”: ${wrong}`, about }];
	});
};

/** Places in channels are counted one by one, in the order of the log. */
function inTheLog(history: History): Violation[] {
	const state = new State(history);
	return entries(history, "row").flatMap((row): Violation[] => {
		const { type, channel = "", seq = 0, num } = row;
		const head = Number(state.get(the.head(channel)) ?? 0);
		state.apply(row);
		if (type !== "message.created" || seq === head + 1) return [];
		return [{ rule: "sequences", what: `${channel} has ${seq} after ${head}`, about: [channel, num, seq - 1] }];
	});
}

/** What differs first between what the log tells of and what is listed. */
function difference(told: string[], listed: string[]): { what: string; ids: string[] } | undefined {
	const lacks = told.find((id) => !listed.includes(id));
	if (lacks !== undefined) return { what: `the log tells of ${lacks}, and it is not listed`, ids: [lacks] };
	const strange = listed.find((id) => !told.includes(id));
	if (strange !== undefined) return { what: `${strange} is listed, and the log does not tell of it`, ids: [strange] };
	const at = told.findIndex((id, i) => id !== listed[i]);
	const [first = "", second = ""] = [told[at], listed[at]];
	return at < 0 ? undefined : { what: `${second} is listed before ${first}, which came first`, ids: [first, second] };
}

/** What a reader finds is in its place, and is what the log tells of. */
function inTheList(history: History): Violation[] {
	const violations: Violation[] = [];
	const listed = Map.groupBy(entries(history, "listed"), ({ timeline }) => timeline);
	const sent = entries(history, "row").filter((row) => row.key.startsWith(key.sent()));
	const told = Map.groupBy(sent, ({ channel, root }) => root ?? channel ?? "");
	for (const { timeline, after } of entries(history, "window")) {
		// older ones are read again when they have changed
		const found = (listed.get(timeline) ?? []).filter(({ seq }) => seq > after);
		found.forEach(({ seq, message }, i) => {
			if (seq === after + 1 + i) return;
			const what = `${timeline} lists ${message} at ${seq}, where ${after + 1 + i} should be`;
			violations.push({ rule: "sequences", what, about: [timeline, message] });
		});
		const [rows, ids] = [told.get(timeline) ?? [], found.map(({ message }) => message)];
		const wrong = difference(
			rows.map(({ message = "" }) => message),
			ids,
		);
		if (wrong)
			violations.push({ rule: "sequences", what: `${timeline}: ${wrong.what}`, about: [timeline, ...wrong.ids] });
	}
	return violations;
}

/** channel_seq and thread_seq without gaps and repeats, in the log and in what is listed. */
export const sequences: Check = (history) => [...inTheLog(history), ...inTheList(history)];

/** Whether an act may have asked for a row after `at`. */
const mayAsk = ({ may, until }: Act, { key }: Row, at: number): boolean => may.includes(key) && until + slack_ms >= at;

/** Who was removed comes back when somebody asked for it after that, and not by a job of before. */
export const readmitted: Check = (history) => {
	const acts = entries(history, "act");
	const left = new Map<string, Row>();
	return entries(history, "row").flatMap((row): Violation[] => {
		const { type, user = "", num } = row;
		if (type === "member.left") left.set(user, row);
		const gone = type === "member.joined" ? left.get(user) : undefined;
		if (!gone || acts.some((act) => mayAsk(act, row, gone.at))) return [];
		const what = `${user} is back at ${num}, and nobody asked for it since they left at ${gone.num}`;
		return [{ rule: "readmitted", what, about: [user, num] }];
	});
};
