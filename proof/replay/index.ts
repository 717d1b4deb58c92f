// Replay equals fetch: what durable-objects/workspace/projection.test.ts says, for many more sequences than `npm test`.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { JsonTestResults } from "vitest/node";
import { scratch } from "../../test/server.ts";
import { readArguments } from "../arguments.ts";
import { each } from "../each.ts";
import { runGroup } from "./group.ts";

const root = join(import.meta.dirname, "../..");
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const test = ["durable-objects/workspace/projection.test.ts", "-t", "any old snapshot"];
/** A run uses a few seeds that follow each other; this far on, the next run begins. */
const seeds_per_run = 10;
/** Each run has a runtime of its own, which keeps every workspace that it made: it must not grow without end. */
const most_per_run = 250;
const longest_run_ms = 600_000;

/** What the test counted, the acts by their kinds. */
interface Counts {
	[what: string]: number | Counts;
}

const reports = scratch();
const total: Record<string, number> = {};
let failures = 0;

function add(counts: Counts): void {
	for (const [what, count] of Object.entries(counts))
		if (typeof count === "object") add(count);
		else total[what] = (total[what] ?? 0) + count;
}

async function run(sequences: number, seed: number): Promise<void> {
	const file = join(reports, `${seed}.json`);
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
	const args = [vitest, "run", "--root", root, "--project", "workers", ...test, ...reporters];
	await runGroup(args, { REPLAY_RUNS: String(sequences), REPLAY_SEED: String(seed) }, longest_run_ms);
	const { testResults } = JSON.parse(readFileSync(file, "utf8")) as JsonTestResults;
	const metas = testResults.flatMap((one) => one.assertionResults.map(({ meta }) => meta as { replay?: Counts }));
	add(metas.find(({ replay }) => replay)!.replay!);
}

const { isShort, seed } = readArguments();
const runtimes = availableParallelism();
const sequences = isShort ? 200 : 10_000;
const share = Math.min(most_per_run, Math.ceil(sequences / runtimes));
const seeds = Array.from({ length: Math.ceil(sequences / share) }, (_, index) => seed + index * seeds_per_run);
const fail = (error: unknown) => {
	failures++;
	console.error(String(error));
};
await each(seeds, (one) => run(share, one).catch(fail), runtimes);
console.table(total);
// what never happened, or was refused each time, was not tried
const never = Object.keys(total).filter((what) => total[what] === 0);
console.log(`runs that failed: ${failures}; never happened: ${never.join(", ") || "nothing"}`);
process.exitCode = failures === 0 && never.length === 0 && Object.keys(total).length > 0 ? 0 : 1;
