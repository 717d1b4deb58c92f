// Requests as the contract allows them, and as it does not: whatever the server says to them has to be in the contract.
import { readArguments } from "../arguments.ts";
import { Server, admin_token, build, scratch } from "../../test/server.ts";
import { Cast } from "./cast.ts";
import { type Operation, operations } from "./contract.ts";
import { Lane } from "./lane.ts";
import { printed } from "./printed.ts";
import { recital } from "./recital.ts";
import { Switchboard } from "./sockets.ts";
import { Tally } from "./tally.ts";
import { Wire } from "./wire.ts";

const { isShort, seed } = readArguments();
const [lanes, goal, calls, recited_every] = isShort ? [2, 1_000, 20, 20] : [4, 50_000, 2_000, 1];
/** Of every operation. */
const min_successes = 20;
/** The short form is part of `npm test`: on a busy machine it sends less. */
const short_ms = 7_000;
const founder = { name: "Founder", email: "founder@example.com" };
const headers = { authorization: `Bearer ${admin_token}`, "content-type": "application/json" };

const tally = new Tally();
const built = await build("wrangler.toml", "proof/fuzz/entry.ts");

/** A server that is set up. */
async function serve(): Promise<Server> {
	const server = await Server.start(built, scratch());
	await fetch(`${server.url}/api/admin/bootstrap`, { method: "POST", headers, body: JSON.stringify(founder) });
	return server;
}

/** After all that a server is as good as new. */
async function leave(server: Server): Promise<void> {
	const ready = await fetch(`${server.url}/readyz`);
	if (ready.status !== 200) tally.add(`/readyz says ${ready.status}`);
	const wire = new Wire(server.url);
	await Cast.assemble(wire, new URL(server.url).host, founder.email);
	wire.close();
	for (const line of server.logged) if (line.includes('"stack"')) tally.add(`logged as a bug: ${line}`);
	await server.kill();
}

// one for each lane, so that whatever changes in it is that lane's doing, and one for the sockets
const servers = await Promise.all(Array.from({ length: lanes + 1 }, serve));
const started = Date.now();
const isOver = () => tally.sent >= goal || (isShort && Date.now() - started > short_ms);
const recited = recital.filter((_, i) => i % recited_every === 0);
const all = servers.slice(1).map(({ url }) => new Lane(url, founder.email, tally, isOver));
const switchboard = new Switchboard(servers[0]!.url, tally);
await Promise.all([
	...all.map((lane, i) =>
		lane.run(
			seed + i * 1_000_000,
			recited.filter((_, r) => r % lanes === i),
		),
	),
	switchboard.run(seed, calls, founder.email),
]);
const seconds = (Date.now() - started) / 1_000;
await Promise.all(servers.map(leave));

/** In the long form everything that the document has is to be tried in earnest. */
function noteMissed(operation: Operation): void {
	const { operationId } = operation;
	const times = tally.succeeded(operationId);
	if (times < min_successes) tally.add(`${operationId} succeeded ${times} times only: it is not tried in earnest`);
	for (const status of tally.missed(operation)) tally.add(`${operationId} never answered ${status}: see unreached.ts`);
}
if (!isShort) operations.forEach(noteMissed);

const compared = all.reduce((sum, { ledger }) => sum + ledger.compared, 0);
const repeated = all.reduce((sum, { ledger }) => sum + ledger.repeated, 0);
console.log(tally.table().join("\n"));
console.log(`requests                 ${tally.sent}, ${(tally.sent / seconds).toFixed(0)} a second`);
console.log(`found to change nothing  ${compared} refused or only reading, ${repeated} of them at the second try`);
console.log(`calls on sockets         ${switchboard.calls}`);
for (const { what, request, times } of tally.violations)
	console.error(`\n${times} times: ${what}${request ? `\n  ${printed(request)}` : ""}`);
console.log(`violations               ${tally.violations.length}`);
process.exit(tally.violations.length > 0 ? 1 : 0);
