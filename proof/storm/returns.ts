import { close, max_replay } from "@clickclack/protocol";
import { Prng } from "../prng.ts";
import { numOf } from "../site.ts";
import type { Listener } from "./listener.ts";
import { type Environment, isInsider } from "./environment.ts";

/** A cursor of a history that this log never had. */
const foreign_cursor = `9999${"1".padStart(12, "0")}`;

/** Where they stopped, and how often: most are some events behind. */
const stops = { foreign: 1, start: 1, tail: 2, behind: 96 };

/** What each person may hear, as cursors: there are those in the private channel and those outside. */
export type Logs = Record<"insiders" | "outsiders", string[]>;
export const readLogs = async (env: Environment): Promise<Logs> => ({
	insiders: await env.log(0),
	outsiders: await env.log(1),
});
const logOf = (logs: Logs, person: number) => (isInsider(person) ? logs.insiders : logs.outsiders);

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

export interface Size {
	people: number;
	sockets: number;
	/** how many events most of them have missed at most */
	behind: number;
	seed: number;
}

/** Whoever comes back, by chance: most have missed up to `behind` events. */
export function returns(logs: Logs, size: Size): Return[] {
	const prng = new Prng(size.seed);
	return Array.from({ length: size.sockets }, (): Return => {
		const person = prng.below(size.people);
		const log = logOf(logs, person);
		const stop = prng.weighted(stops);
		const missed = { foreign: 0, start: log.length - 1, tail: 0, behind: prng.below(size.behind) }[stop];
		return {
			person,
			frames: prng.of(["batch", "compressed"] as const)!,
			after_cursor: stop === "foreign" ? foreign_cursor : log.at(-1 - missed)!,
			goal: numOf(log.at(-1)!),
			isLost: stop === "foreign" || missed > max_replay,
		};
	});
}

/** What is wrong with what a socket heard, now that all has been said; undefined when nothing is. */
export function fault({ person, after_cursor, isLost }: Return, listener: Listener, logs: Logs): string | undefined {
	if (listener.error !== undefined) return listener.error;
	if (isLost) {
		if (listener.heard.length > 0) return "heard something after a cursor of no use";
		return listener.closed === close.resync_required ? undefined : `not told to begin anew, but ${listener.closed}`;
	}
	if (listener.closed !== undefined) return `closed with ${listener.closed}`;
	const log = logOf(logs, person);
	const expected = log.slice(log.indexOf(after_cursor) + 1).map(numOf);
	if (expected.length !== listener.heard.length) return "heard too few or too many events";
	return expected.every((num, index) => listener.heard[index] === num)
		? undefined
		: "heard other events or another order";
}

export const lastOf = (logs: Logs, person: number): number => numOf(logOf(logs, person).at(-1)!);
