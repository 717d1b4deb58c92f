// The product beside the floor: see docs/performance.md. With --json the figures come as JSON.
import { availableParallelism, loadavg } from "node:os";
import { build } from "../test/server.ts";
import { type Comparison, type Figures, compareHearing, compareSending } from "./compare.ts";
import { sendingWhileJobsFail } from "./jobs.ts";
import { startFloor, startProduct } from "./sides.ts";
import { bytesPerSocket, gzippedBytes, rowsPerMessage } from "./sizes.ts";

const isJson = process.argv.includes("--json");
const crowd = 1_000;
const say = (line: string) => isJson || console.log(line);

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const cells = ({ messages_per_s, p50_ms, p99_ms }: Figures) =>
	`${number.format(Math.round(messages_per_s)).padStart(7)}/s ${number.format(p50_ms).padStart(7)} ${number.format(p99_ms).padStart(7)} ms`;

function row({ what, floor, product, ratio }: Comparison): string {
	return `${what.padEnd(28)} ${cells(floor)}  ${cells(product)}  ${ratio.toFixed(2).padStart(6)}`;
}

const load_before = loadavg()[0]!;
const [floorWorker, worker] = [await build("bench/wrangler.toml"), await build("wrangler.toml")];
const rows_per_message = await rowsPerMessage();
const floor = await startFloor(floorWorker);
const product = await startProduct(worker, crowd);
const sides = { floor, product };

say(`${"".padEnd(28)} ${"floor: rate, p50, p99".padStart(28)}  ${"product: rate, p50, p99".padStart(28)}   ratio`);
const comparisons: Comparison[] = [];
async function add(comparison: Promise<Comparison>): Promise<void> {
	comparisons.push(await comparison);
	say(row(comparisons.at(-1)!));
}
for (const in_flight of [1, 16, 64]) await add(compareSending(sides, in_flight));
const onSockets = product.onSockets();
for (const in_flight of [1, 16, 64])
	await add(compareSending({ floor, product: onSockets }, in_flight, "sending on a socket"));
onSockets.close();
const bytes_per_socket = {
	floor: await bytesPerSocket(floor, crowd),
	product: await bytesPerSocket(product, crowd),
};
await add(compareHearing(sides, 10, "compressed"));
await add(compareHearing(sides, 100, "single"));
await add(compareHearing(sides, 100, "batch"));
await add(compareHearing(sides, 100, "compressed"));
await add(compareHearing(sides, crowd, "batch"));
await add(compareHearing(sides, crowd, "compressed"));
await Promise.all([floor.server.kill(), product.server.kill()]);
const jobs = await sendingWhileJobsFail();

const machine = { cores: availableParallelism(), load_before, load_after: loadavg()[0]! };
const worker_bytes = gzippedBytes(worker);
const { without, while_jobs_fail } = jobs.p95_ms;
say(
	`sending while jobs fail      p95 ${number.format(without)} ms without, ${number.format(while_jobs_fail)} ms with: ${jobs.ratio.toFixed(2)}; others' jobs left ${jobs.others_left}`,
);
say(`rows written per message     ${rows_per_message.toFixed(2)}`);
say(
	`memory per socket            floor ${number.format(bytes_per_socket.floor / 1000)} kB, product ${number.format(bytes_per_socket.product / 1000)} kB`,
);
say(`Worker, gzipped              ${number.format(worker_bytes / 1000)} kB`);
say(`cores ${machine.cores}, load before ${load_before.toFixed(1)}, after ${machine.load_after.toFixed(1)}`);
if (isJson)
	console.log(
		JSON.stringify({
			at: new Date().toISOString(),
			machine,
			comparisons,
			jobs,
			rows_per_message,
			bytes_per_socket,
			worker_bytes,
		}),
	);
