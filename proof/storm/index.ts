// A reconnect storm after a restart, and one who never reads.
import { execSync } from "node:child_process";
import { readArguments } from "../arguments.ts";
import { Site } from "../site.ts";
import { Environment, sizes } from "./environment.ts";
import { row } from "./figures.ts";
import { storm } from "./reconnect.ts";
import { stall } from "./stall.ts";

/** Beside the sockets: what Node and the runtime have open anyway. */
const other_files = 500;

const { isShort, seed } = readArguments();
const size = sizes[isShort ? "short" : "long"];
const needed = size.sockets + other_files;
// the server may have as many; no number where there is no limit
if (Number(execSync("ulimit -n")) < needed)
	throw new Error(`too few files may be open: run \`ulimit -n ${needed}\` before`);
const site = await Site.start();
const env = new Environment(site);
try {
	await env.start(size.people);
	row("people, each with several sockets", String(size.people));
	const faults = [...(await storm(env, size, seed)), ...(await stall(env, size))];
	for (const fault of new Set(faults)) row(`error: ${fault}`, String(faults.filter((one) => one === fault).length));
	row("faults", String(faults.length));
	process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
	await site.stop();
}
