import { close, max_replay } from "@clickclack/protocol";
import { Prng } from "../prng.ts";
import { numOf } from "../site.ts";
import type { Size } from "./environment.ts";
import type { Listener } from "./listener.ts";

/** A cursor of a history that this log never had. */
const foreign_cursor = `9999${"1".padStart(12, "0")}`;

/** Where they stopped, and how often: most are some events behind. */
const stops = { foreign: 1, start: 1, tail: 2, behind: 96 };

/** The cursors of all that somebody may hear, by `person % 2`. */
export type Logs = [insiders: string[], outsiders: string[]];
const logOf = (logs: Logs, person: number) => logs[person % 2]!;

/** A socket of somebody who comes back, with the last event that they know. */
export interface Return {
	person: number;
	after_cursor: string;
	frames: "batch" | "compressed";
	/** the last event at the time: who has it has caught up */
	goal: number;
	/** they have to begin anew: too much has happened since, or their cursor is of another history */
	isLost: boolean;
}

/** Whoever comes back, by chance: most have missed up to `behind` events. */
export function returns(logs: Logs, { people, sockets, behind }: Size, seed: number): Return[] {
	const prng = new Prng(seed);
	return Array.from({ length: sockets }, (): Return => {
		const person = prng.below(people);
		const log = logOf(logs, person);
		const stop = prng.weighted(stops);
		const missed = { foreign: 0, start: log.length - 1, tail: 0, behind: prng.below(behind) }[stop];
		return {
			person,
			frames: prng.of(["batch", "compressed"] as const)!,
			after_cursor: stop === "foreign" ? foreign_cursor : log.at(-1 - missed)!,
			goal: lastOf(logs, person),
			isLost: stop === "foreign" || missed > max_replay,
		};
	});
}

/** What is wrong with what a socket heard, now that all has been said; undefined when nothing is. */
export function faultOf({ plan, heard, closed, error }: Listener, logs: Logs): string | undefined {
	if (error !== undefined) return error;
	if (plan.isLost) {
		if (heard.length > 0) return "heard something after a cursor of no use";
		return closed === close.resync_required ? undefined : `not told to begin anew, but ${closed}`;
	}
	if (closed !== undefined) return `closed with ${closed}`;
	const log = logOf(logs, plan.person);
	const said = log.slice(log.indexOf(plan.after_cursor) + 1).map(numOf);
	return heard.join() === said.join() ? undefined : "heard too few events, too many, others or in another order";
}

export const lastOf = (logs: Logs, person: number): number => numOf(logOf(logs, person).at(-1)!);
