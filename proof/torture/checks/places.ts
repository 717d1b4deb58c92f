import { type Check, type History, type Violation, entries } from "../history.ts";
import { key } from "../keys.ts";
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
			violations.push({ rule: "places", what, about: [timeline, message] });
		});
		const [rows, ids] = [told.get(timeline) ?? [], found.map(({ message }) => message)];
		const wrong = difference(
			rows.map(({ message = "" }) => message),
			ids,
		);
		if (wrong) violations.push({ rule: "places", what: `${timeline}: ${wrong.what}`, about: [timeline, ...wrong.ids] });
	}
	return violations;
}

/** channel_seq and thread_seq without gaps and repeats, in the log and in what is listed. */
export const places: Check = (history) => [...inTheLog(history), ...inTheList(history)];
