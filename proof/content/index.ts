// Whether anything that people write can run: see docs/markdown.md. `npm run content [-- --short]`
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/setup.mjs";
import { withAssets } from "../../server/built.ts";
import { build, scratch } from "../../test/server.ts";
import { readArguments } from "../arguments.ts";
import { type Account, Site } from "../site.ts";
import { followAddresses } from "./addresses.ts";
import { asDocument, ranAsDocuments } from "./documents.ts";
import { type Filled, fill } from "./filling.ts";
import { fields } from "./fields.ts";
import { type Payload, byList, foreign_payloads, own_payloads } from "./payloads.ts";
import { judgeSpeed } from "./speed.ts";
import { buildUnguarded } from "./unguarded/build.ts";
import { demand, end, say } from "./verdict.ts";
import { seeRooms, visit } from "./visit.ts";
import { type Conditions, type Look, Watch, inBrowser } from "./watch.ts";

const { isShort, seed } = readArguments();
/** Fewer than this, and the test would not see a script that runs. */
const least_run = isShort ? 10 : 50;
/** Without a sanitiser some payloads may lead the page elsewhere, or break what it shows. */
const most_ruined = 3;

const sanitiser_only: Conditions = { hasPolicy: false, longest_look_ms: 120_000, looks_per_page: 10 };
const library_only: Conditions = { ...sanitiser_only, hasSanitiser: false };
const policy_only: Conditions = { hasPolicy: true, longest_look_ms: 120_000, looks_per_page: 1 };
/** Where nothing guards a page, some never answer again, and are waited for in vain. */
const neither: Conditions = { hasPolicy: false, longest_look_ms: 20_000, looks_per_page: 1 };

const each = (some: Payload[], every: number) => some.filter((_, at) => at % every === seed % every);
// the short form takes another part of them with each seed
const own = isShort ? each(own_payloads, 12) : own_payloads;
const payloads = [...own, ...(isShort ? each(foreign_payloads, 60) : foreign_payloads)];
const spread = isShort ? each(own, 13) : payloads;
const followed = isShort ? spread.slice(0, 1) : each(own, 3);

const unguarded = scratch();
if (!existsSync(join(root, "web/dist/app.html"))) throw new Error("there is no web app yet: npm run build");
// first, and alone: what else the machine does makes its caches cold and its cores slow
await inBrowser((browser) => judgeSpeed(browser, seed, isShort));
const [worker] = await Promise.all([build("wrangler.toml"), buildUnguarded(unguarded)]);
const shipped = withAssets(worker, join(root, "wrangler.toml"));
const site = await Site.of(shipped);
try {
	const filled = await fill(site, payloads, new Set(spread));
	say("payloads", `${byList(payloads)}; in ${fields.length} texts: ${byList(spread)}; ${filled.refused} refused`);
	await withSanitiser(filled);
	await site.restart({ ...shipped, assets: { ...shipped.assets, directory: unguarded } });
	await withPolicy(filled);
	// what runs with both off may take its time; that the probe sees is shown by what the policy blocked, too
	if (!isShort) await withNeither(filled);
	if (!isShort) await inDocuments(filled.reader);
} finally {
	await site.stop();
}
end();

async function look(what: string, { token }: Account, conditions: Conditions, looks: Look[]): Promise<Watch> {
	const watch = await inBrowser(async (browser) => {
		const watch = await Watch.open(browser, site.url, conditions);
		await watch.context.addCookies([{ name: "cc_session", value: token, url: site.url }]);
		await watch.all(looks);
		return watch;
	});
	const { ran, live, elements, blocked, ruined, dead } = watch;
	const seen = `${ran.length} ran, ${live.size} live of ${elements} elements, ${blocked.length} blocked`;
	say(what, `${seen}; of ${looks.length} looks ${ruined.length} ruined, ${dead.length} dead`);
	return watch;
}

async function withSanitiser(filled: Filled): Promise<void> {
	// whose app has little to draw
	const newcomer = await site.signIn("newcomer@example.com");
	await newcomer.chat.workspaces.create({ name: "Little" });
	// where nothing runs, nothing is left behind that would be in the way of the second
	const watches = await Promise.all([
		look("the sanitiser alone", filled.reader, sanitiser_only, visit(filled)),
		look("the library alone, in messages", filled.reader, library_only, seeRooms(filled)),
		look(`the same, by addresses (${byList(followed)})`, newcomer, sanitiser_only, followed.map(followAddresses)),
	]);
	for (const watch of watches) {
		expectNothing(watch, "the sanitiser alone");
		demand(watch.ruined.length === 0, "with the sanitiser alone could not be looked at:", watch.ruined);
		demand(watch.live.size === 0, "with the sanitiser alone there were in the page:", watch.live);
		demand(watch.blocked.length === 0, "the policy was to be off, and blocked something");
	}
}

async function withPolicy(filled: Filled): Promise<void> {
	const watch = await look("the policy alone", filled.reader, policy_only, visit(filled));
	expectNothing(watch, "the policy alone");
	demand(watch.ruined.length <= most_ruined, "too much could not be looked at:", watch.ruined);
	demand(watch.live.size >= least_run, "the sanitiser was to be off, and let hardly anything through");
	const isScript = (directive: string) => directive.startsWith("script-src");
	demand(watch.blocked.some(isScript), "the policy has not met a single script: the test is blind");
}

/** What the two before are worth. */
async function withNeither(filled: Filled): Promise<void> {
	const { ran } = await look("neither", filled.reader, neither, seeRooms(filled));
	const found = new Set(ran.flatMap(({ where }) => filled.messages.get(where) ?? []));
	expectMany([...found], "in messages without either");
}

async function inDocuments(reader: Account): Promise<void> {
	const looks = payloads.map(asDocument);
	const stopped = await look("the policy alone, as pages", reader, { ...policy_only, looks_per_page: 10 }, looks);
	expectNothing(stopped, "the policy alone, as pages,");
	const free = await look("neither, as pages", reader, { ...neither, looks_per_page: 10 }, looks);
	expectMany(ranAsDocuments(free, payloads), "as pages without the policy");
}

function expectNothing({ ran, dead }: Watch, guard: string): void {
	const seen = ran.map(({ where, what }) => `${what} in ${where}`);
	demand(ran.length === 0, `with ${guard} there ran:`, seen);
	demand(dead.length === 0, `with ${guard} pages died or hung:`, dead);
}

function expectMany(ran: Payload[], where: string): void {
	say("", `${byList(ran)} ran ${where}`);
	const count = ran.filter(({ list }) => list === "own").length;
	demand(count >= least_run, `only ${count} of our own ran ${where}: the test is blind`);
}
