// Requests as the contract allows them, and as it does not: whatever the server says to them has to be in the contract.
import { build } from "../../test/server.ts";
import { readArguments } from "../arguments.ts";
import { operations } from "../operations.ts";
import { printed } from "../request.ts";
import { Site } from "../site.ts";
import { corpusPlans } from "./corpus.ts";
import { Fixtures, founder } from "./fixtures.ts";
import { Lane } from "./lane.ts";
import { Results } from "./results.ts";
import { SocketFuzzer } from "./sockets.ts";

const { isShort, seed } = readArguments();
const [lanes, goal, calls, every] = isShort ? [2, 1_000, 20, 20] : [4, 50_000, 2_000, 1];
/** The short form is part of `npm test`: on a busy machine it sends less. */
const short_ms = 7_000;

const results = new Results();
const built = await build("wrangler.toml", "proof/fuzz/entry.ts");

/** A server that is set up. */
async function serve(): Promise<Site> {
	const site = await Site.of(built);
	await site.operator.admin.bootstrap(founder);
	return site;
}

/** After all that a server is as good as new. */
async function leave(site: Site): Promise<void> {
	const ready = await fetch(`${site.url}/readyz`);
	if (ready.status !== 200) results.add(`/readyz says ${ready.status}`);
	await Fixtures.make(site);
	for (const line of site.server.logged) if (line.includes('"stack"')) results.add(`logged as a bug: ${line}`);
	await site.stop();
}

// one for each lane, so that whatever changes in it is that lane's doing, and one for the sockets
const [first, ...others] = await Promise.all(Array.from({ length: lanes + 1 }, serve));
const started = Date.now();
const isOver = () => results.sent >= goal || (isShort && Date.now() - started > short_ms);
const all = others.map((site) => new Lane(site, results, isOver));
const sockets = new SocketFuzzer(first!, results);
const share = (lane: number) => corpusPlans.filter((_, i) => i % every === 0 && (i / every) % lanes === lane);
const running = all.map((lane, i) => lane.run(seed + i * 1_000_000, share(i)));
await Promise.all([...running, sockets.run(seed, calls)]);
const seconds = (Date.now() - started) / 1_000;
await Promise.all([first!, ...others].map(leave));

if (!isShort) for (const operation of operations) results.review(operation);

const compared = all.reduce((sum, { guard }) => sum + guard.compared, 0);
console.log(`requests                 ${results.sent}, ${(results.sent / seconds).toFixed(0)} a second`);
console.log(`found to change nothing  ${compared} refused or only reading`);
console.log(`of them on sockets too   ${results.acts}`);
console.log(`calls on sockets         ${sockets.calls}`);
for (const { what, request, times } of results.violations.values())
	console.error(`\n${times} times: ${what}${request ? `\n  ${printed(request)}` : ""}`);
console.log(`violations               ${results.violations.size}`);
process.exit(results.violations.size > 0 ? 1 : 0);
