// `npm run lighthouse`: what Lighthouse says about the product page, the docs, sign-in and the app, on a phone and on a
// desktop. Fails below 95. It measures time: run it when nothing else runs. `-- --runs 3` shows the median of three,
// `-- --only app` one page.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { findChromium, no_chromium } from "./chromium.mjs";
import { demoServer } from "./demo-server.mjs";
import { freePort } from "./server.mjs";
import { giveUp, say } from "./setup.mjs";

const least = 95;
const categories = ["performance", "accessibility", "best-practices", "seo"];
/** `except`: audits that are left out, with the reason. The app is last: the cookie that it needs would lead away from the product page. */
const pages = [
	{ name: "product page", path: "/" },
	{
		name: "docs",
		path: "/docs/reliability/",
		except: { canonical: "it is relative, as the pages do not know the address that they will have" },
	},
	{ name: "sign-in", path: "/signin" },
	{
		name: "app",
		path: "/app",
		isSignedIn: true,
		except: { "is-crawlable": "robots.txt keeps search engines away from what is only for members" },
	},
];
const forms = { mobile: undefined, desktop: desktopConfig };

const { values } = parseArgs({
	options: { runs: { type: "string", default: "1" }, only: { type: "string" }, verbose: { type: "boolean" } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) giveUp("--runs is the number of runs, 1 or more.");

const chosen = pages.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) giveUp(`--only is one of: ${pages.map(({ name }) => name).join(", ")}`);

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The audits that cost points. */
const faults = ({ categories: scored, audits }) =>
	Object.values(scored).flatMap(({ auditRefs }) =>
		auditRefs
			.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
			.map(({ id }) => `    ${id}: ${audits[id].displayValue ?? audits[id].title}`),
	);

async function measure(url, { config, skipAudits, port }) {
	const always = { output: "json", logLevel: "error", onlyCategories: categories, disableStorageReset: true };
	const flags = { ...always, port, skipAudits };
	const results = [];
	for (let run = 0; run < runs; run++) results.push((await lighthouse(url, flags, config)).lhr);
	const broken = results.find(({ runtimeError }) => runtimeError)?.runtimeError;
	if (broken) giveUp(`${url} could not be measured: ${broken.message}`);
	const scores = categories.map((id) => middle(results.map((result) => Math.round(result.categories[id].score * 100))));
	return { scores, faults: faults(results.at(-1)) };
}

/** @returns whether every category reaches the least */
async function report({ name, path, except = {} }, form, origin, port) {
	const options = { config: forms[form], skipAudits: Object.keys(except), port };
	const { scores, faults } = await measure(origin + path, options);
	const isGood = scores.every((score) => score >= least);
	const columns = scores.map((score, at) => `${categories[at]} ${String(score).padStart(3)}`).join("   ");
	say(`${isGood ? "✓" : "✗"} ${name.padEnd(13)} ${form.padEnd(8)} ${columns}`);
	if (!isGood || values.verbose) for (const fault of new Set(faults)) say(fault);
	return isGood;
}

const executablePath = findChromium() ?? giveUp(no_chromium);
const server = await demoServer();
const profile = mkdtempSync(join(tmpdir(), "clickclack-"));
const port = await freePort();
// the whole profile: Lighthouse opens its page in the browser's own context, not in one of Playwright's
const args = [`--remote-debugging-port=${port}`, "--disable-dev-shm-usage", "--disable-gpu"];
const context = await chromium.launchPersistentContext(profile, { executablePath, args, viewport: null });
let isGood = true;
for (const { name, except = {} } of chosen)
	for (const [audit, why] of Object.entries(except)) say(`${name}, without the audit ${audit}: ${why}`);
try {
	for (const page of chosen) {
		if (page.isSignedIn) await context.addCookies([{ name: "cc_session", value: server.session, url: server.url }]);
		for (const form of Object.keys(forms)) isGood = (await report(page, form, server.url, port)) && isGood;
	}
} finally {
	await context.close();
	await server.stop();
	rmSync(profile, { recursive: true, force: true });
}
if (!isGood) giveUp(`Below ${least}.`);
