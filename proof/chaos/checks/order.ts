import { type Check, type History, type Violation, entries } from "../history.ts";

/** Where somebody begins to listen, or what they hear next. */
interface Step {
	/** a client, or one of its sockets */
	who: string;
	num: number;
	/** undefined where they begin */
	key: string | undefined;
}

const steps = (history: History): Step[] =>
	history.flatMap((entry): Step | [] => {
		if (entry.kind === "opened") return { who: entry.client, num: entry.num, key: undefined };
		if (entry.kind === "heard") return { who: entry.client, num: entry.num, key: entry.key };
		if (entry.kind === "connected") return { who: entry.socket, num: entry.num, key: undefined };
		return entry.kind === "received" ? { who: entry.socket, num: entry.num, key: entry.key } : [];
	});

/**
 * R9: on each socket, and for each client behind it, events come in the order of the log, each once, and nothing that
 * is not in it.
 */
export const order: Check = (history) => {
	const violations: Violation[] = [];
	const rows = new Map(entries(history, "row").map((row) => [row.num, row.key]));
	/** how far each has heard, and what since they began */
	const clients = new Map<string, { last: number; known: Set<number> }>();
	for (const { who, num, key } of steps(history)) {
		const client = key === undefined ? undefined : clients.get(who);
		const { last, known } = client ?? { last: key === undefined ? num : 0, known: new Set<number>() };
		clients.set(who, { last: Math.max(last, num), known });
		if (key === undefined) continue;
		if (num === last || known.has(num))
			violations.push({ rule: "once", what: `${who} heard ${num} twice`, about: [who, num] });
		else if (num < last)
			violations.push({ rule: "order", what: `${who} heard ${num} after ${last}`, about: [who, num, last] });
		known.add(num);
		if (rows.get(num) === key) continue;
		const what = `${who} heard ${num}, “${key}”; the log has ${rows.get(num) ?? "nothing"} there`;
		violations.push({ rule: "log", what, about: [who, num] });
	}
	return violations;
};
