import { type Check, type History, type Violation, entries } from "../history.ts";
import { State } from "../state.ts";

/** Places in channels are counted one by one, in the order of the log. */
function inTheLog(history: History): Violation[] {
	const { heads } = State.before(history);
	const violations: Violation[] = [];
	for (const { type, channel = "", seq = 0, num } of entries(history, "row")) {
		if (type !== "message.created") continue;
		const head = heads.get(channel) ?? 0;
		if (seq !== head + 1)
			violations.push({ rule: "places", what: `${channel} has ${seq} after ${head}`, about: [channel, num, seq - 1] });
		heads.set(channel, seq);
	}
	return violations;
}

/** What a reader finds is in its place, and what the log tells of is found. */
function inTheList(history: History): Violation[] {
	const violations: Violation[] = [];
	const listed = Map.groupBy(entries(history, "listed"), ({ timeline }) => timeline);
	const sent = entries(history, "row").filter(({ nonce }) => nonce !== undefined);
	const told = Map.groupBy(sent, ({ channel, root }) => root ?? channel ?? "");
	for (const { timeline, after } of entries(history, "window")) {
		// older ones are read again when they have changed
		const found = (listed.get(timeline) ?? []).filter(({ seq }) => seq > after);
		found.forEach(({ seq, message }, i) => {
			if (seq === after + 1 + i) return;
			const what = `${timeline} lists ${message} at ${seq}, where ${after + 1 + i} should be`;
			violations.push({ rule: "places", what, about: [timeline, message] });
		});
		const [rows, ids] = [told.get(timeline) ?? [], found.map(({ message }) => message)];
		const at = rows.findIndex(({ message }, i) => message !== ids[i]);
		if (at < 0) continue;
		const what = `${timeline}: the log tells of ${rows[at]!.message}, the list has ${ids[at] ?? "nothing"} there`;
		violations.push({ rule: "places", what, about: [timeline, rows[at]!.message!] });
	}
	return violations;
}

/** channel_seq and thread_seq without gaps and repeats, in the log and in what is listed. */
export const places: Check = (history) => [...inTheLog(history), ...inTheList(history)];
