// Requests as the contract allows them, and as it does not: whatever the server says to them has to be in the contract.
import { readArguments } from "../arguments.ts";
import { Server, admin_token, build, scratch } from "../../test/server.ts";
import { Cast } from "./cast.ts";
import { operations } from "./contract.ts";
import { Lane } from "./lane.ts";
import { printed } from "./printed.ts";
import { recital } from "./recital.ts";
import { Switchboard } from "./sockets.ts";
import { Tally } from "./tally.ts";
import { Wire } from "./wire.ts";

const { isShort, seed } = readArguments();
const [lanes, goal, calls, recited_every, min_successes] = isShort ? [3, 1_500, 20, 20, 0] : [6, 50_000, 2_000, 1, 20];
/** The short form is part of `npm test`: on a busy machine it sends less. */
const short_ms = 8_000;
const founder = { name: "Founder", email: "founder@example.com" };

const tally = new Tally();
const server = await Server.start(await build("wrangler.toml"), scratch());
const headers = { authorization: `Bearer ${admin_token}`, "content-type": "application/json" };
await fetch(`${server.url}/api/admin/bootstrap`, { method: "POST", headers, body: JSON.stringify(founder) });

const started = Date.now();
const isOver = () => tally.sent >= goal || (isShort && Date.now() - started > short_ms);
const recited = recital.filter((_, i) => i % recited_every === 0);
const all = Array.from({ length: lanes }, () => new Lane(server.url, founder.email, tally, isOver));
const switchboard = new Switchboard(server.url, tally);
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

// after all that the server is as good as new
const ready = await fetch(`${server.url}/readyz`);
if (ready.status !== 200) tally.add(`/readyz says ${ready.status}`);
const wire = new Wire(server.url);
await Cast.assemble(wire, new URL(server.url).host, founder.email);
wire.close();
for (const line of server.logged) if (line.includes('"stack"')) tally.add(`logged as a bug: ${line}`);
await server.kill();

for (const { operationId } of operations)
	if (tally.succeeded(operationId) < min_successes)
		tally.add(`${operationId} succeeded ${tally.succeeded(operationId)} times only: it is not tried in earnest`);

const compared = all.reduce((sum, lane) => sum + lane.compared, 0);
console.log(tally.table().join("\n"));
console.log(`requests                 ${tally.sent}, ${(tally.sent / seconds).toFixed(0)} a second`);
console.log(`found to change nothing  ${compared} refused or only reading`);
console.log(`calls on sockets         ${switchboard.calls}`);
for (const { what, request, times } of tally.violations)
	console.error(`\n${times} times: ${what}${request ? `\n  ${printed(request)}` : ""}`);
console.log(`violations               ${tally.violations.length}`);
process.exit(tally.violations.length > 0 ? 1 : 0);
