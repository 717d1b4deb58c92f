// A reconnect storm after a restart, and one who never reads.
import { execSync } from "node:child_process";
import { readArguments } from "../arguments.ts";
import { Site } from "../site.ts";
import { Environment } from "./environment.ts";
import { row } from "./figures.ts";
import { storm } from "./reconnect.ts";
import { stall } from "./stall.ts";

const sizes = {
	// memory: so little goes out that a heap which has not settled grows by as much
	short: { people: 20, sockets: 150, messages: 300, behind: 150, readers: 5, bytes: 1e7, memory: Infinity },
	long: { people: 600, sockets: 3_000, messages: 7_200, behind: 500, readers: 20, bytes: 6e7, memory: 24 * 2 ** 20 },
};
/** Beside the sockets: what Node and the runtime have open anyway. */
const other_files = 500;

const { isShort, seed } = readArguments();
const size = { ...sizes[isShort ? "short" : "long"], seed };
const needed = size.sockets + other_files;
// the server may have as many; no number where there is no limit
if (Number(execSync("ulimit -n")) < needed)
	throw new Error(`too few files may be open: run \`ulimit -n ${needed}\` before`);
const site = await Site.start();
const env = new Environment(site);
try {
	await env.start(size.people);
	row("people, each with several sockets", String(size.people));
	const faults = (await storm(env, size)) + (await stall(env, size));
	row("faults", String(faults));
	process.exitCode = faults === 0 ? 0 : 1;
} finally {
	await site.stop();
}
