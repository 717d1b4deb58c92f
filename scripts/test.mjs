// `npm test`: all checks, in order, from a bare clone. `npm run check` (--quick): the fast ones.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isStale } from "./build.mjs";
import { findChromium, no_chromium } from "./chromium.mjs";
import { short_forms } from "./proofs.mjs";
import { playwrightReport, testFiles, vitestReport } from "./reports.mjs";
import { environment, root, say, setUp } from "./setup.mjs";

const isQuick = process.argv.includes("--quick");
const reports = join(root, ".wrangler/reports");
/** The same random choices in each run: what fails was caused by a change. */
const seed = "1";
/** Tests that start whole servers and tools: only for the full run. */
const slow = [
	"proof/chaos/mutation.test.ts",
	"test/configuration.test.ts",
	"test/crash.test.ts",
	"test/deploy.test.ts",
	"test/start.test.ts",
	"test/terminal.test.ts",
];
const isBrowserTest = (file) => file.startsWith("web/e2e/");
/** Run in the Workers runtime; all others run in Node. */
const isWorkersTest = (file) => /^(?:durable-objects|worker|sdk)\//.test(file);

/** Runs a command; its output is shown only when it fails. */
function run(command, env = {}) {
	const child = spawn(command, {
		cwd: root,
		env: { ...environment, ...env },
		shell: true,
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
	return new Promise((resolve) =>
		child.on("close", (status) => resolve({ isGood: status === 0, output: output.trim() })),
	);
}

/** Commands that pass or fail as a whole. */
async function all(...commands) {
	for (const command of commands) {
		const { isGood, output } = await run(command);
		if (!isGood) return { passed: 0, failed: 1, output };
	}
	return { passed: 1, failed: 0 };
}

/** A test run: the counts of its report, and one failure for each file in which nothing ran. */
function counted({ isGood, output }, report, read, expected) {
	const { passed, failed, files } = existsSync(report) ? read(report) : { passed: 0, failed: 0, files: [] };
	const silent = expected.filter((file) => !files.includes(file)).map((file) => `${file}: no test ran`);
	const failures = failed + silent.length;
	return { passed, failed: failures || (isGood ? 0 : 1), output: [output, ...silent].join("\n") };
}

async function vitest(project) {
	const report = join(reports, `vitest-${project}.json`);
	const isHere = (file) => !isBrowserTest(file) && isWorkersTest(file) === (project === "workers");
	const files = testFiles().filter((file) => isHere(file) && !(isQuick && slow.includes(file)));
	const excluded = isQuick ? slow.map((file) => `--exclude ${file}`) : [];
	const reporters = `--reporter=default --reporter=json --outputFile.json="${report}"`;
	const outcome = await run(["vitest run --project", project, reporters, ...excluded].join(" "), { REPLAY_SEED: seed });
	return counted(outcome, report, vitestReport, files);
}

async function playwright() {
	const chromium = findChromium();
	if (!chromium) return { passed: 0, failed: 1, output: no_chromium };
	const report = join(reports, "playwright.json");
	const env = { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
	const outcome = await run("playwright test --config web/playwright.config.ts --reporter=line,json", env);
	return counted(outcome, report, playwrightReport, testFiles().filter(isBrowserTest));
}

/** Static checks. */
const types = () => all("tsc -b", "npm run --silent check -w web");
const still = {
	lint: () => all("oxlint --type-aware --deny-warnings"),
	format: () => all("oxfmt --check"),
	"first load": () => all("node scripts/budget.mjs"),
};
const node = () => vitest("node");
const workers = () => vitest("workers");
/** Two lanes for two cores. The steps of a lane run one after the other. */
const lanes = isQuick
	? [{ types, ...still, node }, { workers }]
	: [
			{ types, browser: playwright },
			{ ...still, node, workers },
		];
/** Harnesses in their short form. */
const proving = (names) =>
	Object.fromEntries(names.map((name) => [name, () => all(`node scripts/proof.mjs ${name} --short --seed ${seed}`)]));

/** What is stale after that, a test that starts the server would build again, under the browser tests. */
async function build() {
	const outcome = await all("node scripts/build.mjs web sdk cli");
	const stale = ["web", "cli"].filter(isStale);
	if (outcome.failed > 0 || stale.length === 0) return outcome;
	return { passed: 0, failed: 1, output: `Older than its sources as soon as it is built: ${stale.join(", ")}` };
}

const totals = { passed: 0, failed: 0 };

async function step(name, work) {
	const began = Date.now();
	const { passed, failed, output } = await work();
	const seconds = ((Date.now() - began) / 1000).toFixed(1);
	say(`${failed === 0 ? "✓" : "✗"} ${name.padEnd(16)} ${seconds.padStart(6)} s   ${passed} passed, ${failed} failed`);
	if (failed > 0) say(`\n${output}\n`);
	totals.passed += passed;
	totals.failed += failed;
}

async function drive(lane) {
	for (const [name, work] of Object.entries(lane)) await step(name, work);
}

setUp();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
// the dry run builds the Worker; the app comes first, as with `npm start`: it needs no SDK that is built
await step("build", build);
await step("deploy, dry run", () => all("node scripts/deploy.mjs --dry-run"));
await Promise.all(lanes.map(drive));
// when nothing else runs: some of them measure time
if (!isQuick) await Promise.all(short_forms.map(proving).map(drive));
await step("nothing to steal", () => all("node scripts/at-rest.mjs .wrangler"));
process.exitCode = totals.failed === 0 ? 0 : 1;
say(`${totals.passed} passed, ${totals.failed} failed`);
