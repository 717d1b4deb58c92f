// Replay equals fetch: what durable-objects/workspace/projection.test.ts says, for many more sequences than `npm test`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { scratch } from "../../test/server.ts";
import { readArguments } from "../arguments.ts";

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

/** What the property counts, summed over all sequences. */
type Counts = Record<"sequences" | "acts" | "comparisons" | "events", number>;
interface Report {
	testResults: { assertionResults: { meta: { replay?: Counts } }[] }[];
}

/** One runtime's share. @throws with what vitest said, in which fast-check names the seed that failed */
async function run(sequences: number, seed: number): Promise<Counts> {
	const report = join(reports, `${seed}.json`);
	const args = [vitest, "run", "--project", "workers", test_file, "-t", only];
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
	const env = { ...process.env, REPLAY_RUNS: String(sequences), REPLAY_SEED: String(seed) };
	const child = spawn(process.execPath, [...args, ...reporters], { cwd: root, env, timeout: longest_run_ms });
	const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
	if (code !== 0) throw new Error(out + err);
	const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
	return testResults.flatMap((file) => file.assertionResults).find(({ meta }) => meta.replay)!.meta.replay!;
}

const { isShort, seed } = readArguments();
const runtimes = availableParallelism();
const sequences = isShort ? 200 : 10_000;
const share = Math.min(most_per_run, Math.ceil(sequences / runtimes));
const total: Counts = { sequences: 0, acts: 0, comparisons: 0, events: 0 };
let failures = 0;
const began = performance.now();
const starts = Array.from(
	{ length: Math.ceil(sequences / share) },
	(_, index) => seed + index * seeds_per_run,
).values();

await Promise.all(
	Array.from({ length: runtimes }, async () => {
		for (const start of starts) await account(start);
	}),
);
say();
process.exitCode = failures === 0 ? 0 : 1;

async function account(start: number): Promise<void> {
	try {
		const counts = await run(share, start);
		for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
	} catch (error) {
		failures++;
		console.error(String(error));
	}
}

function say(): void {
	const row = (what: string, value: number) => console.log(`${what.padEnd(28)} ${String(value).padStart(9)}`);
	row("sequences", total.sequences);
	row("acts that were done", total.acts);
	row("old clients compared", total.comparisons);
	row("events applied to them", total.events);
	row("runs that failed", failures);
	row("seconds", Math.round((performance.now() - began) / 1000));
}
