// A workspace of a million messages beside one of a thousand: see docs/performance.md. With --json the figures come as JSON.
import { loadavg } from "node:os";
import { Server, build, scratch } from "../../test/server.ts";
import { type Line, measure } from "./measure.ts";
import { type Search, asked, measureSearches } from "./searches.ts";
import { prepare, sizes } from "./prepare.ts";

const [isJson, isShort, isSearch] = ["--json", "--short", "--search"].map((flag) => process.argv.includes(flag));
const say = (line: string) => isJson || console.log(line);

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const cell = (value: number) => number.format(value).padStart(10);

function row({ what, big, small }: Line): string {
	const ratio = (big.ms / small.ms).toFixed(2).padStart(8);
	return `${what.padEnd(44)}${cell(big.ms)}${cell(small.ms)}${ratio}${cell(big.bytes / 1000)}${cell(small.bytes / 1000)}`;
}

const searchRow = ({ what, p50, p95, small_p50 }: Search): string =>
	`${what.padEnd(44)}${cell(p50)}${cell(p95)}${cell(small_p50)}${(p50 / small_p50).toFixed(2).padStart(8)}`;

const load_before = loadavg()[0]!;
const [built, data] = [await build("wrangler.toml"), scratch()];
const size = isShort ? sizes.short : sizes.big;
const prepared = await prepare(built, data, size);
const server = await Server.start(built, data);
const { seconds, bytes, message_bytes } = prepared.big;
const megabytes = (count: number) => `${number.format(count / 1e6)} MB`;
say(`filled in ${number.format(seconds)} s; ${megabytes(bytes)}, of it ${megabytes(message_bytes)} for messages`);
say(`${"".padEnd(44)}   big, ms small, ms   ratio   big, kB small, kB`);
const lines: Line[] = [];
for await (const line of measure(server.url, prepared, isSearch)) {
	lines.push(line);
	say(row(line));
}
say(`\nsearches, each for ${asked} different ones`.padEnd(44) + "    p50, ms   p95, ms  small, p50   ratio");
const searches: Search[] = [];
for await (const one of measureSearches(server.url, prepared)) {
	searches.push(one);
	say(searchRow(one));
}
await server.kill();
const machine = { load_before, load_after: loadavg()[0]! };
say(`load before ${load_before.toFixed(1)}, after ${machine.load_after.toFixed(1)}`);
if (isJson)
	console.log(
		JSON.stringify({ at: new Date().toISOString(), machine, size, seconds, bytes, message_bytes, lines, searches }),
	);
