// `npm run authz [-- --short] [-- --seed N]`: who may do what, of every operation, by every kind of caller; and what
// those who may not see something can tell from its being there.
import fc from "fast-check";
import { readArguments } from "../arguments.ts";
import { type Mismatch, Run } from "./matrix.ts";
import { declared, uses } from "./operations.ts";
import { Oracle, isTelling, pairs_to_be_sure, row } from "./oracle.ts";
import type { Secret } from "./secrets.ts";
import { hangUps, silence } from "./silence.ts";
import { Stage } from "./stage.ts";

const { isShort, seed } = readArguments();
/** Fewer than 25 could never be beyond chance. */
const pairs = isShort ? 40 : pairs_to_be_sure;
const shown = 12;
const began = performance.now();
const mismatches: Mismatch[] = [];

function say(what: string, figures: string): void {
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.log(`${what.padEnd(12)} ${figures.padEnd(90)} ${seconds.padStart(6)} s`);
}

async function matrix(stage: Stage): Promise<void> {
	const { kinds, calls, refused } = await new Run(stage, mismatches).all();
	const ways = `${declared.length} operations in ${uses.length} ways, by ${kinds} kinds of callers`;
	say("matrix", `${ways}: ${calls} calls, ${refused} refused, ${mismatches.length} wrong`);
}

/** In the short form a few, by the seed. */
const sample = (secrets: Secret[]): Secret[] =>
	isShort
		? fc.sample(fc.shuffledSubarray(secrets, { minLength: shown, maxLength: shown }), { seed, numRuns: 1 })[0]!
		: secrets;

async function oracle(stage: Stage): Promise<void> {
	const asked = new Oracle(stage);
	const secrets = await asked.secrets();
	for (const secret of secrets) await asked.compare(secret);
	mismatches.push(...asked.mismatches);
	say(
		"oracle",
		`${secrets.length} pairs of something hidden and nothing: ${asked.mismatches.length} tell which is which`,
	);
	const timings = [];
	for (const secret of sample(secrets)) timings.push(await asked.judge(secret, pairs));
	const telling = timings.filter(isTelling);
	mismatches.push(...telling.map((timing) => ({ what: `time tells: ${row(timing)}`, again: "" })));
	say("timing", `${timings.length} of them ${pairs} times: ${telling.length} tell`);
	console.log(`  ${"the greatest differences".padEnd(52)} hidden  nothing  difference      z`);
	const worst = timings.toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z)).slice(0, shown);
	for (const timing of worst) console.log(`  ${row(timing)}`);
}

const stage = await Stage.set();
try {
	say("stage", "two servers, their people, rooms and tokens");
	// first, while nothing else is asked of the workspace: locally a socket is not closed before that has been idle
	const open = await hangUps(stage);
	mismatches.push(...open);
	say("sockets", `of those blocked, removed, signed out, and signed in for too long: ${open.length} wrong`);
	await matrix(stage);
	const heard = await silence(stage);
	mismatches.push(...heard);
	say("silence", `what happens in a room, as told to those outside: ${heard.length} wrong`);
	await oracle(stage);
} catch (error) {
	// a fault may sign the people of the stage out or take them off it: what was found until then says more
	mismatches.push({ what: "the proof could not go on", again: String(error) });
} finally {
	await stage.end();
}
for (const { what, again } of mismatches) console.log(`WRONG ${what}\n    ${again}`);
process.exit(mismatches.length === 0 ? 0 : 1);
