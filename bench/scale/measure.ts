import type { MessageId } from "@clickclack/sdk";
import { median } from "../statistics.ts";
import { type Timed, ask } from "./ask.ts";
import { calls, lists, threadPages } from "./calls.ts";
import type { Filled } from "./fill.ts";
import type { Prepared } from "./prepare.ts";
import { openings } from "./sockets.ts";

const [warm_ups, rounds] = [2, 20];

/** The middle of what each workspace took. */
export interface Line {
	what: string;
	big: Timed;
	small: Timed;
}

type Once = (at: Filled, nonce: string) => Promise<Timed>;

function middle(all: Timed[]): Timed {
	return { ms: median(all.map(({ ms }) => ms)), bytes: median(all.map(({ bytes }) => bytes)) };
}

/** In turns, so that other work on the machine slows both equally. */
async function inTurns(what: string, at: Prepared, once: Once): Promise<Line> {
	const all: Record<keyof Prepared, Timed[]> = { big: [], small: [] };
	for (let round = 0; round < warm_ups + rounds; round++)
		for (const side of ["big", "small"] as const) {
			const timed = await once(at[side], `${what} ${round}`);
			if (round >= warm_ups) all[side].push(timed);
		}
	return { what, big: middle(all.big), small: middle(all.small) };
}

/** Times each kind of call, or only the lists of what waits for somebody. */
export async function* measure(url: string, at: Prepared, isListsOnly = false): AsyncGenerator<Line> {
	const all = isListsOnly ? callsOf(url, lists) : { ...openingsOf(url), ...callsOf(url, calls) };
	for (const [what, once] of Object.entries(all)) yield await inTurns(what, at, once);
	if (!isListsOnly) yield* threads(url, at.big);
}

/** Of the long thread beside the short one, both in the big workspace. */
async function* threads(url: string, big: Filled): AsyncGenerator<Line> {
	const [long, short] = big.threads as [MessageId, MessageId];
	const sides = { big: { ...big, thread: long }, small: { ...big, thread: short } };
	for (const [what, once] of Object.entries(callsOf(url, threadPages))) yield await inTurns(what, sides, once);
}

function callsOf(url: string, all: typeof calls): Record<string, Once> {
	const once = Object.entries(all).map(([what, call]): [string, Once] => [
		what,
		async (at, nonce) => {
			const { before, timed, after } = call(at, nonce);
			if (before) await ask(url, before);
			const { ms, bytes } = await ask(url, timed);
			if (after) await ask(url, after);
			return { ms, bytes };
		},
	]);
	return Object.fromEntries(once);
}

const openingsOf = (url: string): Record<string, Once> =>
	Object.fromEntries(Object.entries(openings).map(([what, open]) => [what, (at) => open(url, at)]));
