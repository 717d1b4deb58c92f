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
const seeds_per_run = 1_000;

/** What the property counts, summed over all sequences. */
type Counts = Record<"sequences" | "acts" | "comparisons" | "events", number>;
interface Report {
	testResults: { assertionResults: { meta: { replay?: Counts } }[] }[];
}

/** One runtime's share. @throws with what vitest said, in which fast-check names the seed that failed */
async function run(sequences: number, seed: number): Promise<Counts> {
	const report = join(scratch(), "report.json");
	const args = [vitest, "run", "--project", "workers", test_file, "-t", only];
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
	const env = { ...process.env, REPLAY_RUNS: String(sequences), REPLAY_SEED: String(seed) };
	const child = spawn(process.execPath, [...args, ...reporters], { cwd: root, env });
	const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
	if (code !== 0) throw new Error(out + err);
	const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
	return testResults.flatMap((file) => file.assertionResults).find(({ meta }) => meta.replay)!.meta.replay!;
}

const { isShort, seed } = readArguments();
const sequences = isShort ? 200 : 10_000;
const runtimes = availableParallelism();
const began = performance.now();
const share = Math.ceil(sequences / runtimes);
const all = await Promise.allSettled(
	Array.from({ length: runtimes }, (_, index) => run(share, seed + index * seeds_per_run)),
);
const seconds = (performance.now() - began) / 1000;
for (const one of all) if (one.status === "rejected") console.error(String(one.reason));
const counts = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
const row = (what: string, value: number) => console.log(`${what.padEnd(28)} ${String(value).padStart(9)}`);
const sum = (key: keyof Counts) => counts.reduce((total, one) => total + one[key], 0);
row("sequences", sum("sequences"));
row("acts that were done", sum("acts"));
row("old clients compared", sum("comparisons"));
row("events applied to them", sum("events"));
row("runs that failed", all.length - counts.length);
row("seconds", Math.round(seconds));
process.exitCode = counts.length === all.length ? 0 : 1;
