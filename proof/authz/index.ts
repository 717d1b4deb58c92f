// `npm run authz [-- --short] [-- --seed N]`: who may do what, of every operation, by every kind of caller; and what
// those who may not see something can tell from its being there.
import { readArguments } from "../arguments.ts";
import { type Mismatch, Run } from "./matrix.ts";
import { operations } from "../operations.ts";
import { Prng } from "../prng.ts";
import { uses } from "./cases.ts";
import { Environment } from "./environment.ts";
import type { Pair } from "./hidden.ts";
import { closings, leaks } from "./leaks.ts";
import { SideChannels, isTelling, pairs_to_be_sure, row } from "./timing.ts";

const { isShort, seed } = readArguments();
/** Fewer than 25 could never be beyond chance. */
const times = isShort ? 40 : pairs_to_be_sure;
const shown = 12;
const began = performance.now();
const mismatches: Mismatch[] = [];

function say(what: string, figures: string): void {
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.log(`${what.padEnd(12)} ${figures.padEnd(90)} ${seconds.padStart(6)} s`);
}

async function matrix(env: Environment): Promise<void> {
	const { callers, calls, refused } = await new Run(env, mismatches).all();
	const ways = `${operations.length} operations in ${uses.length} ways, by ${callers} kinds of callers`;
	say("matrix", `${ways}: ${calls} calls, ${refused} refused, ${mismatches.length} wrong`);
}

/** In the short form a few, by the seed. */
function sample(pairs: Pair[]): Pair[] {
	const prng = new Prng(seed);
	const drawn = pairs.map((pair) => ({ pair, at: prng.below(1_000_000) })).toSorted((a, b) => a.at - b.at);
	return isShort ? drawn.slice(0, shown).map(({ pair }) => pair) : pairs;
}

async function sideChannels(env: Environment): Promise<void> {
	const asked = new SideChannels(env);
	const pairs = await asked.pairs();
	for (const pair of pairs) await asked.compare(pair);
	mismatches.push(...asked.mismatches);
	say(
		"existence",
		`${pairs.length} pairs of something hidden and nothing: ${asked.mismatches.length} tell which is which`,
	);
	const timings = [];
	for (const pair of sample(pairs)) timings.push(await asked.judge(pair, times));
	const telling = timings.filter(isTelling);
	mismatches.push(...telling.map((timing) => ({ what: `time tells: ${row(timing)}`, again: "" })));
	say("timing", `${timings.length} of them ${times} times: ${telling.length} tell`);
}

const env = await Environment.start();
try {
	say("setup", "two servers, their people, rooms and tokens");
	const open = await closings(env);
	mismatches.push(...open);
	say("sockets", `of those blocked, removed, signed out, and signed in for too long: ${open.length} wrong`);
	await matrix(env);
	const heard = await leaks(env);
	mismatches.push(...heard);
	say("leaks", `what happens in a room, as told to those outside: ${heard.length} wrong`);
	await sideChannels(env);
} catch (error) {
	// a fault may sign people out or remove them: what was found until then says more
	mismatches.push({ what: "the proof could not go on", again: String(error) });
} finally {
	await env.end();
}
for (const { what, again } of mismatches) console.log(`WRONG ${what}\n    ${again}`);
process.exit(mismatches.length === 0 ? 0 : 1);
