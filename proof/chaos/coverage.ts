import { kinds } from "./events.ts";
import type { Act, Entry, History } from "./history.ts";

/** What is looked at, by the kind of entry that tells of it. */
const looks = {
	events_heard: "heard",
	events_on_sockets: "received",
	ephemerals: "ephemeral",
	clients_compared: "projected",
	windows_listed: "window",
	unread_counts: "counted",
	searches: "searched",
	nonces: "kept",
} as const satisfies Record<string, Entry["kind"]>;

type Look = keyof typeof looks;
export const all_looks = [...(Object.keys(looks) as Look[]), "typing", "presence"] as const;
export type Looks = Record<(typeof all_looks)[number], number>;

export const noLooks = (): Looks => Object.fromEntries(all_looks.map((look) => [look, 0])) as Looks;

export function countLooks(counts: Looks, history: History): void {
	for (const entry of history) {
		for (const [look, kind] of Object.entries(looks)) if (kind === entry.kind) counts[look as Look]++;
		if (entry.kind === "ephemeral") counts[entry.type === "presence.changed" ? "presence" : "typing"]++;
	}
}

interface Result {
	acts: Record<string, Record<Act["outcome"], number>>;
	types: ReadonlySet<string>;
	figures: Looks & Record<string, number>;
}

/** What a run has to come to, beyond having looked at everything. */
export interface Goals {
	/** each kind of act was done, and each kind of event happened */
	isEverything: boolean;
	/** figures, and how much they have to be at least */
	least: Record<string, number>;
}

/** What a run did not come to: a check that looked at nothing finds nothing. */
export function gaps({ acts, types, figures }: Result, { isEverything, least }: Goals): string[] {
	const wanted = { ...Object.fromEntries(all_looks.map((look) => [look, 1])), ...least };
	const tooFew = Object.entries(wanted).flatMap(([name, count]) => {
		const found = figures[name] ?? 0;
		return found < count ? `${name}: ${found}, where ${count} were wanted` : [];
	});
	if (!isEverything) return tooFew;
	const undone = Object.keys(acts).filter((name) => acts[name]!.done === 0);
	const absent = Object.entries(kinds).filter(([type, { isToCome }]) => !isToCome && !types.has(type));
	return [
		...tooFew,
		...undone.map((name) => `${name} was never done`),
		...absent.map(([type]) => `no ${type} happened`),
	];
}
