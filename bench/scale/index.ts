// A workspace of a million messages beside one of a thousand: see docs/performance.md. With --json the figures come as JSON.
import { loadavg } from "node:os";
import { Server, build, scratch } from "../../test/server.ts";
import { type Line, measure } from "./measure.ts";
import { prepare, sizes } from "./prepare.ts";

const isJson = process.argv.includes("--json");
const say = (line: string) => isJson || console.log(line);

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const cell = (value: number) => number.format(value).padStart(10);

function row({ what, big, small }: Line): string {
	const ratio = (big.ms / small.ms).toFixed(2).padStart(8);
	return `${what.padEnd(44)}${cell(big.ms)}${cell(small.ms)}${ratio}${cell(big.bytes / 1000)}${cell(small.bytes / 1000)}`;
}

const load_before = loadavg()[0]!;
const [built, data] = [await build("wrangler.toml"), scratch()];
const prepared = await prepare(built, data);
const server = await Server.start(built, data);
const { seconds, bytes, message_bytes } = prepared.big;
const megabytes = (count: number) => `${number.format(count / 1e6)} MB`;
say(`filled in ${number.format(seconds)} s; ${megabytes(bytes)}, of it ${megabytes(message_bytes)} for messages`);
say(`${"".padEnd(44)}   big, ms small, ms   ratio   big, kB small, kB`);
const lines: Line[] = [];
for await (const line of measure(server.url, prepared)) {
	lines.push(line);
	say(row(line));
}
await server.kill();
const machine = { load_before, load_after: loadavg()[0]! };
say(`load before ${load_before.toFixed(1)}, after ${machine.load_after.toFixed(1)}`);
if (isJson)
	console.log(JSON.stringify({ at: new Date().toISOString(), machine, sizes, seconds, bytes, message_bytes, lines }));
