// `npm run authz [-- --short] [-- --seed N]`: who may do what, of every operation, by every kind of caller; and what
// those who may not see something can tell from its being there.
import { readArguments } from "../arguments.ts";
import { hiddenPairs } from "./hidden.ts";
import { closings, leaks } from "./leaks.ts";
import { matrix } from "./matrix.ts";
import { setUp } from "./set-up.ts";
import { compare, time } from "./timing.ts";

const { isShort, seed } = readArguments();
const env = await setUp();
const { mismatches } = env;

async function part(name: string, work: Promise<string>): Promise<void> {
	const before = mismatches.length;
	const figures = await work;
	console.log(`${name.padEnd(12)} ${figures}: ${mismatches.length - before} wrong`);
}

try {
	await part("sockets", closings(env));
	await part("matrix", matrix(env));
	await part("leaks", leaks(env));
	const pairs = await hiddenPairs(env);
	await part("existence", compare(env, pairs));
	await part("timing", time(env, pairs, isShort, seed));
} catch (error) {
	// a fault may sign people out or remove them: what was found until then says more
	env.wrong("the proof could not go on", String(error));
} finally {
	await env.site.stop();
}
for (const { what, again } of mismatches) console.log(`WRONG ${what}\n    ${again}`);
process.exit(mismatches.length === 0 ? 0 : 1);
