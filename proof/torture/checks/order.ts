import { type Check, type Violation, entries } from "../history.ts";

/** R9: each ear hears in the order of the log, each event once, and nothing that is not in it. */
export const order: Check = (history) => {
	const violations: Violation[] = [];
	const rows = new Map(entries(history, "row").map((row) => [row.num, row]));
	const last = new Map<string, number>();
	for (const entry of history) {
		if (entry.kind === "opened") last.set(entry.ear, entry.num);
		if (entry.kind !== "heard") continue;
		const { ear, num, key } = entry;
		const before = last.get(ear) ?? 0;
		if (num === before) violations.push({ rule: "once", what: `${ear} heard ${num} twice`, about: [ear, num] });
		else if (num < before)
			violations.push({ rule: "order", what: `${ear} heard ${num} after ${before}`, about: [ear, num, before] });
		last.set(ear, Math.max(num, before));
		if (rows.get(num)?.key === key) continue;
		const what = `${ear} heard ${num}, “${key}”; the log has ${rows.get(num)?.key ?? "nothing"} there`;
		violations.push({ rule: "log", what, about: [ear, num] });
	}
	return violations;
};
