import { type Check, type History, type Violation, entries } from "../history.ts";

/** Where somebody begins to listen, or what they hear next. */
interface Step {
	/** an ear, or one of its sockets */
	who: string;
	num: number;
	/** undefined where they begin */
	key: string | undefined;
}

const steps = (history: History): Step[] =>
	history.flatMap((entry): Step | [] => {
		if (entry.kind === "opened") return { who: entry.ear, num: entry.num, key: undefined };
		if (entry.kind === "heard") return { who: entry.ear, num: entry.num, key: entry.key };
		if (entry.kind === "dialled") return { who: entry.socket, num: entry.num, key: undefined };
		return entry.kind === "got" ? { who: entry.socket, num: entry.num, key: entry.key } : [];
	});

/**
 * R9: on each socket, and past the client to each ear, events come in the order of the log, each once, and nothing that
 * is not in it.
 */
export const order: Check = (history) => {
	const violations: Violation[] = [];
	const rows = new Map(entries(history, "row").map((row) => [row.num, row.key]));
	const last = new Map<string, number>();
	for (const { who, num, key } of steps(history)) {
		const before = last.get(who) ?? 0;
		last.set(who, key === undefined ? num : Math.max(num, before));
		if (key === undefined) continue;
		if (num === before) violations.push({ rule: "once", what: `${who} heard ${num} twice`, about: [who, num] });
		else if (num < before)
			violations.push({ rule: "order", what: `${who} heard ${num} after ${before}`, about: [who, num, before] });
		if (rows.get(num) === key) continue;
		const what = `${who} heard ${num}, “${key}”; the log has ${rows.get(num) ?? "nothing"} there`;
		violations.push({ rule: "log", what, about: [who, num] });
	}
	return violations;
};
