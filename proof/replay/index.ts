// Replay equals fetch: what durable-objects/workspace/projection.test.ts says, for many more sequences than `npm test`.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { scratch } from "../../test/server.ts";
import { readArguments } from "../arguments.ts";
import { each } from "../each.ts";
import { runGroup } from "./group.ts";

type Counts = Record<string, number | Record<string, number>>;

const root = join(import.meta.dirname, "../..");
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const test_file = "durable-objects/workspace/projection.test.ts";
const only = "any old snapshot";
/** A run uses a few seeds that follow each other; this far on, the next run begins. */
const seeds_per_run = 10;
/** Each run has a runtime of its own, which keeps every workspace that it made: it must not grow without end. */
const most_per_run = 250;
const longest_run_ms = 600_000;

const reports = scratch();

interface Report {
	testResults: { assertionResults: { meta: { replay?: Counts } }[] }[];
}

async function run(sequences: number, seed: number): Promise<Counts> {
	const file = join(reports, `${seed}.json`);
	const args = [vitest, "run", "--root", root, "--project", "workers", test_file, "-t", only];
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
	const env = { REPLAY_RUNS: String(sequences), REPLAY_SEED: String(seed) };
	await runGroup([...args, ...reporters], env, longest_run_ms);
	const { testResults } = JSON.parse(readFileSync(file, "utf8")) as Report;
	return testResults.flatMap((one) => one.assertionResults).find(({ meta }) => meta.replay)!.meta.replay!;
}

const { isShort, seed } = readArguments();
const runtimes = availableParallelism();
const sequences = isShort ? 200 : 10_000;
const share = Math.min(most_per_run, Math.ceil(sequences / runtimes));
const starts = Array.from({ length: Math.ceil(sequences / share) }, (_, index) => seed + index * seeds_per_run);
const total = new Map<string, number>();
const add = (counts: object) => {
	for (const [what, count] of Object.entries(counts))
		if (typeof count === "object") add(count as object);
		else total.set(what, (total.get(what) ?? 0) + Number(count));
};
let failures = 0;
const began = performance.now();

async function account(start: number): Promise<void> {
	try {
		add(await run(share, start));
	} catch (error) {
		failures++;
		console.error(String(error));
	}
}

await each(starts, account, runtimes);
for (const [what, count] of total) console.log(`${what.padEnd(36)} ${String(count).padStart(9)}`);
console.log(`runs that failed ${failures}, seconds ${((performance.now() - began) / 1000).toFixed()}`);
// what never happened, or was refused each time, was not tried
const never = [...total].filter(([, count]) => count === 0).map(([what]) => what);
for (const what of never) console.log(`never: ${what}`);
process.exitCode = failures === 0 && never.length === 0 && total.size > 0 ? 0 : 1;
