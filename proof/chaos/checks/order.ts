import type { Check, Entry } from "../history.ts";

/** Where a client, or one of its sockets, begins to listen, or, with a key, what it receives next. */
function stepsOf(entry: Entry): { who: string; num: number; key?: string }[] {
	if (entry.kind === "opened" || entry.kind === "delivered") return [{ who: entry.client, ...entry }];
	return entry.kind === "connected" || entry.kind === "received" ? [{ who: entry.socket, ...entry }] : [];
}

/**
 * R9: on each socket, and for each client behind it, events come in the order of the log, each once, and nothing that
 * is not in it.
 */
export const order: Check = function* (history, log) {
	/** how far each has come, and by which places since they began */
	const known = new Map<string, { last: number; nums: Set<number> }>();
	for (const { who, num, key } of history.flatMap(stepsOf)) {
		const before = key === undefined ? undefined : known.get(who);
		const { last, nums } = before ?? { last: 0, nums: new Set<number>() };
		known.set(who, { last: Math.max(last, num), nums });
		if (nums.has(num)) yield { rule: "once", what: `${who} received ${num} twice`, about: [who, num] };
		else if (num < last) yield { rule: "order", what: `${who} received ${num} after ${last}`, about: [who, num, last] };
		nums.add(num);
		const there = log.row(num)?.key;
		if (key === undefined || key === there) continue;
		const what = `${who} received ${num}, “${key}”; the log has ${there ?? "nothing"} there`;
		yield { rule: "log", what, about: [who, num] };
	}
};
