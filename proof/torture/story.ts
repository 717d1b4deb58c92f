import type { Entry } from "./history.ts";
import type { Shown } from "./judge.ts";

const rest = ({ kind: _, at: __, ...values }: Entry): string =>
	Object.entries(values)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}=${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
		.join(" ");

/** A violation and its history as lines of text; times are in ms from its beginning. */
export function* tell({ violation: { rule, what }, history }: Shown): Generator<string> {
	yield `${rule}: ${what}`;
	const begin = Math.min(...history.map(({ at }) => at));
	for (const entry of history.toSorted((a, b) => a.at - b.at))
		yield `  ${String(entry.at - begin).padStart(6)}  ${entry.kind.padEnd(9)} ${rest(entry)}`;
}
