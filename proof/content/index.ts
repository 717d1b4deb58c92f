// Whether anything that people write can run: see docs/markdown.md. `npm run content [-- --short]`
import type { Browser } from "@playwright/test";
import { scratch } from "../../test/server.ts";
import { readArguments } from "../arguments.ts";
import { Site } from "../site.ts";
import { followAddresses, newcomer } from "./addresses.ts";
import { inBrowser, shipped } from "./browser.ts";
import { runAsDocuments } from "./documents.ts";
import { type Filled, fill } from "./filling.ts";
import { type Payload, foreignPayloads, ownPayloads } from "./payloads.ts";
import { judgeSpeed } from "./speed.ts";
import { buildUnguarded } from "./unguarded/build.ts";
import { Verdict, byList } from "./verdict.ts";
import { seeRooms, visit } from "./visit.ts";
import { type Conditions, type Look, Watch } from "./watch.ts";

const { isShort, seed } = readArguments();
/** Fewer than this, and the test would not see a script that runs. */
const least_run = isShort ? 10 : 50;
/** Without a sanitiser some payloads may lead the page elsewhere, or break what it shows. */
const most_ruined = 3;
const longest_look_ms = 120_000;
/** Where nothing guards a page, some never answer again, and are waited for in vain. */
const longest_free_look_ms = 20_000;

const verdict = new Verdict();
const each = (some: Payload[], every: number) => some.filter((_, at) => at % every === seed % every);
// the short form takes another part of them with each seed
const own = isShort ? each(ownPayloads(), 12) : ownPayloads();
const payloads = [...own, ...foreignPayloads(isShort ? 60 : 1)];
const spread = isShort ? each(own, 13) : payloads;
const followed = isShort ? spread.slice(0, 1) : each(own, 3);

const unguarded = scratch();
// first, and alone: what else the machine does makes its caches cold and its cores slow
await inBrowser((browser) => judgeSpeed(browser, verdict, seed, isShort));
const [site] = await Promise.all([Site.start(), buildUnguarded(unguarded)]);
try {
	const filled = await fill(site, payloads, new Set(spread));
	report(filled);
	await withSanitiser(filled);
	await withPolicy(filled);
	// what runs with both off may take its time; that the probe sees is shown by what the policy blocked, too
	if (!isShort) await withNeither(filled);
	if (!isShort) await asDocuments();
} finally {
	await site.stop();
}
verdict.end();

function report({ counts }: Filled): void {
	verdict.say("payloads", `${byList(payloads)}; in every field: ${byList(spread)}`);
	const [taken, refused] = (["taken", "refused"] as const).map((how) =>
		[...counts.values()].reduce((sum, count) => sum + count[how], 0),
	);
	verdict.say("", `${counts.size} texts: ${taken} taken, ${refused} refused`);
}

function withoutSanitiser(hasPolicy: boolean): Conditions {
	const longest_ms = hasPolicy ? longest_look_ms : longest_free_look_ms;
	return { folder: unguarded, hasPolicy, longest_look_ms: longest_ms, looks_per_page: 1 };
}

type Looks = (watch: Watch) => Look[];

async function look(browser: Browser, email: string, conditions: Conditions, looks: Looks): Promise<Watch> {
	const watch = await Watch.open(browser, site.url, conditions);
	await watch.context.addCookies([{ name: "cc_session", value: (await site.signIn(email)).token, url: site.url }]);
	await watch.all(looks(watch));
	return watch;
}

async function withSanitiser(filled: Filled): Promise<void> {
	const conditions = { folder: shipped, hasPolicy: false, longest_look_ms, looks_per_page: 10 };
	const newcomers = await newcomer(site);
	// where nothing runs, nothing is left behind that would be in the way of the second
	const [watch, there] = await inBrowser((browser) =>
		Promise.all([
			look(browser, filled.email, conditions, (it) => visit(it, filled)),
			look(browser, newcomers, conditions, (it) => followAddresses(it, followed)),
		]),
	);
	verdict.tell("sanitiser on, policy off", watch);
	expectClean(watch, "the sanitiser alone");
	verdict.tell(`the same, by addresses (${byList(followed)})`, there);
	expectClean(there, "the sanitiser alone, by addresses,");
}

function expectClean(watch: Watch, guard: string): void {
	expectNothing(watch, guard);
	verdict.demand(watch.ruined.length === 0, `with ${guard} could not be looked at:`, watch.ruined);
	verdict.demand(watch.live.size === 0, `with ${guard} there were in the page:`, watch.live);
	verdict.demand(watch.blocked.size === 0, "the policy was to be off, and blocked something");
}

async function withPolicy(filled: Filled): Promise<void> {
	const watch = await inBrowser((browser) =>
		look(browser, filled.email, withoutSanitiser(true), (it) => visit(it, filled)),
	);
	verdict.tell("sanitiser off, policy on", watch);
	expectNothing(watch, "the policy alone");
	verdict.demand(watch.ruined.length <= most_ruined, "too much could not be looked at:", watch.ruined);
	verdict.demand(watch.live.size >= least_run, "the sanitiser was to be off, and let hardly anything through");
	const scripts = [...watch.blocked].filter(([directive]) => directive.startsWith("script-src"));
	verdict.demand(scripts.length > 0, "the policy has not met a single script: the test is blind");
}

/** What the two before are worth. */
async function withNeither(filled: Filled): Promise<void> {
	const watch = await inBrowser((browser) =>
		look(browser, filled.email, withoutSanitiser(false), (it) => seeRooms(it, filled)),
	);
	const ran = new Set(watch.ran.map(({ where }) => filled.messages.get(where)).filter((one) => one !== undefined));
	verdict.tell("both off", watch);
	verdict.say("", `of the messages ${byList(ran)} ran`);
	expectMany([...ran], least_run, "in messages, with both guards off");
}

async function asDocuments(): Promise<void> {
	const stopped = await inDocuments(true);
	const free = await inDocuments(false);
	for (const watch of stopped.watches) expectNothing(watch, "the policy alone, as pages,");
	expectMany(free.ran, least_run, "in pages without the policy");
}

async function inDocuments(hasPolicy: boolean) {
	const conditions = { ...withoutSanitiser(hasPolicy), looks_per_page: 10 }; // each look loads another document
	const seen = await inBrowser((browser) => runAsDocuments(browser, site.url, conditions, payloads));
	const what = `as pages, policy ${hasPolicy ? "on" : "off"}`;
	verdict.say(what, `${byList(seen.ran)} ran, of ${byList(payloads)}`);
	for (const watch of seen.watches) verdict.tell("", watch);
	return seen;
}

function expectNothing({ ran, dead }: Watch, guard: string): void {
	const seen = ran.map(({ where, what }) => `${what} in ${where}`);
	verdict.demand(ran.length === 0, `with ${guard} there ran:`, seen);
	verdict.demand(dead.length === 0, `with ${guard} pages died or hung:`, dead);
}

function expectMany(ran: Payload[], least: number, where: string): void {
	const count = ran.filter(({ list }) => list === "own").length;
	verdict.demand(count >= least, `only ${count} of our own ran ${where}: the test is blind`);
}
