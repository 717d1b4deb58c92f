// Whether anything that people write can run: see docs/markdown.md. `npm run content [-- --short]`
import { chromium } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";
import { scratch } from "../../test/server.ts";
import { readArguments } from "../arguments.ts";
import { followAddresses } from "./addresses.ts";
import { runAsDocuments } from "./documents.ts";
import { shipped } from "./files.ts";
import { type Filled, fill } from "./filling.ts";
import { type Payload, foreignPayloads, ownPayloads } from "./payloads.ts";
import { Site } from "./site.ts";
import { judgeSpeed } from "./speed.ts";
import { buildUnguarded } from "./unguarded/build.ts";
import { Verdict, byList, figures } from "./verdict.ts";
import { seeRoom, visit } from "./visit.ts";
import { Watch } from "./watch.ts";

const { isShort, seed } = readArguments();
/** Fewer than this, and the test would not see a script that runs. */
const least_run = isShort ? 10 : 50;
/** Without a sanitiser some payloads may break the page that they stand in. */
const most_ruined = 3;
// Local Network Access: a page that is handed to the browser comes from nowhere, and could not open a socket to this machine.
const features = "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets";

const verdict = new Verdict();
const each = (some: Payload[], every: number) => some.filter((_, at) => at % every === seed % every);
// the short form takes another part of them with each seed
const own = isShort ? each(ownPayloads(), 4) : ownPayloads();
const foreign = foreignPayloads(isShort ? 40 : 1);
const payloads = [...own, ...foreign];
const spread = new Set(isShort ? each(own, 20) : [...own, ...each(foreign, 6)]);

const unguarded = scratch();
const [site] = await Promise.all([Site.start(), buildUnguarded(unguarded)]);
const args = ["--disable-dev-shm-usage", "--disable-gpu", features];
const browser = await chromium.launch({ executablePath: findChromium(), args });
try {
	const filled = await fill(site, payloads, spread);
	report(filled);
	await withSanitiser(filled);
	await withPolicy(filled);
	// what runs with both off may take its time; that the probe sees is shown by what the policy blocked, too
	if (!isShort) await withNeither(filled);
	if (!isShort) await asDocuments();
	await judgeSpeed(browser, verdict, seed, isShort);
} finally {
	await browser.close();
	await site.stop();
}
verdict.end();

function report({ counts }: Filled): void {
	verdict.say("payloads", `${byList(payloads)}; in every field: ${byList(spread)}`);
	for (const [field, { taken, refused }] of counts) verdict.say(`  ${field}`, `${taken} taken, ${refused} refused`);
}

/** A window of the one who looks at it all. */
async function open(folder: string, hasPolicy: boolean, { email }: Filled): Promise<Watch> {
	const watch = await Watch.open(browser, site.url, folder, hasPolicy);
	await watch.context.addCookies([{ name: "cc_session", value: await site.session(email), url: site.url }]);
	return watch;
}

async function withSanitiser(filled: Filled): Promise<void> {
	const watch = await open(shipped, false, filled);
	await visit(watch, filled);
	await followAddresses(watch, [...spread].slice(0, isShort ? 2 : 100));
	verdict.say("sanitiser on, policy off", figures(watch));
	expectNothing(watch, "the sanitiser alone");
	verdict.demand(watch.live.size === 0, "the sanitiser let through:", watch.live);
	verdict.demand(watch.blocked.size === 0, "the policy was to be off, and blocked something");
	await watch.context.close();
}

async function withPolicy(filled: Filled): Promise<void> {
	const watch = await open(unguarded, true, filled);
	await visit(watch, filled);
	verdict.say("sanitiser off, policy on", figures(watch));
	expectNothing(watch, "the policy alone");
	verdict.demand(watch.ruined.length <= most_ruined, "too much could not be looked at:", watch.ruined);
	verdict.demand(watch.live.size >= least_run, "the sanitiser was to be off, and let hardly anything through");
	const scripts = [...watch.blocked].filter(([directive]) => directive.startsWith("script-src"));
	verdict.demand(scripts.length > 0, "the policy has not met a single script: the test is blind");
	await watch.context.close();
}

/** What the two before are worth. */
async function withNeither(filled: Filled): Promise<void> {
	const watch = await open(unguarded, false, filled);
	for (const room of filled.rooms) await watch.in((page) => seeRoom(watch, page, filled, room));
	const ran = new Set(watch.ran.map(({ where }) => filled.messages.get(where)).filter((one) => one !== undefined));
	verdict.say("both off", `${figures(watch)}; of the messages ${byList(ran)}`);
	expectMany([...ran], least_run, "in messages, with both guards off");
	await watch.context.close();
}

async function asDocuments(): Promise<void> {
	const stopped = await runAsDocuments(browser, site.url, unguarded, payloads, true);
	verdict.say("as pages, policy on", `${byList(stopped)} ran`);
	const techniques = stopped.map(({ technique }) => technique);
	verdict.demand(stopped.length === 0, "in pages with the policy there ran:", techniques);
	const free = await runAsDocuments(browser, site.url, unguarded, payloads, false);
	verdict.say("as pages, policy off", `${byList(free)} ran, of ${byList(payloads)}`);
	expectMany(free, least_run, "in pages without the policy");
}

function expectNothing({ ran }: Watch, guard: string): void {
	const seen = ran.map(({ where, what }) => `${what} in ${where}`);
	verdict.demand(ran.length === 0, `with ${guard} there ran:`, seen);
}

function expectMany(ran: Payload[], least: number, where: string): void {
	const count = ran.filter(({ list }) => list === "own").length;
	verdict.demand(count >= least, `only ${count} of our own ran ${where}: the test is blind`);
}
