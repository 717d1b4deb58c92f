import { key } from "../../acts/act.ts";
import { type Act, type Check, type Row, entries } from "../history.ts";
import { slack_ms } from "../log.ts";

/** The log is one that can have happened: nobody joins twice, no reaction goes that was not there, no place is skipped. */
export const transitions: Check = function* (_, { faults }) {
	for (const { row, what } of faults) {
		const about = [row.num, row.channel, row.user, row.message].filter((one) => one !== undefined);
		yield { rule: "transitions", what: `${row.num}, “${row.key}”: ${what}`, about };
	}
};

/** channel_seq and thread_seq: what a reader finds has them without gaps and repeats, and is what the log tells of. */
export const sequences: Check = function* (history, { rows }) {
	const all = Map.groupBy(entries(history, "listed"), ({ timeline }) => timeline);
	const sent = rows.filter((row) => row.key.startsWith(key.sent()));
	const told = Map.groupBy(sent, ({ channel, root }) => root ?? channel ?? "");
	for (const { timeline, after } of entries(history, "window")) {
		// older ones are read again when they have changed
		const listed = (all.get(timeline) ?? []).filter(({ seq }) => seq > after);
		for (const [i, { seq, message }] of listed.entries()) {
			const what = `${timeline} lists ${message} at ${seq}, where ${after + 1 + i} should be`;
			if (seq !== after + 1 + i) yield { rule: "sequences", what, about: [timeline, message] };
		}
		const found = new Map(listed.map(({ message, seq }) => [message, seq]));
		// of a reply the log does not say at which place it is
		const places = (told.get(timeline) ?? []).map(
			({ message = "", seq }, i) => [message, seq ?? after + 1 + i] as const,
		);
		const expected = new Map(places);
		for (const id of new Set([...expected.keys(), ...found.keys()])) {
			const [is, should] = [found.get(id), expected.get(id)];
			const what = `${timeline} lists ${id} at ${is ?? "no place"}; in the log it has ${should ?? "none"}`;
			if (is !== should) yield { rule: "sequences", what, about: [timeline, id] };
		}
	}
};

/** Whether an act may have asked for a row after `at`. */
const mayAsk = ({ may, until }: Act, { key }: Row, at: number): boolean => may.includes(key) && until + slack_ms >= at;

/** Who was removed comes back when somebody asked for it after that, and not by a job of before. */
export const readmitted: Check = function* (history, log) {
	const acts = entries(history, "act");
	const left = new Map<string, Row>();
	for (const row of log.rows) {
		const { type, user = "", num } = row;
		if (type === "member.left") left.set(user, row);
		const gone = type === "member.joined" ? left.get(user) : undefined;
		if (!gone || acts.some((act) => mayAsk(act, row, gone.at))) continue;
		const what = `${user} is back at ${num}, and nobody asked for it since they left at ${gone.num}`;
		yield { rule: "readmitted", what, about: [user, num] };
	}
};
