import { loadavg } from "node:os";
import { build } from "../test/server.ts";
import { type Comparison, compareReceiving, compareSending } from "./compare.ts";
import { grammarTime } from "./grammar.ts";
import { type JobsFigures, sendingWhileJobsFail } from "./jobs.ts";
import { crowd, receiving, receivingOnSockets, sending, sendingOnSockets } from "./plan.ts";
import { startFloor, startPeer, startProduct } from "./sides.ts";
import { bytesPerSocket, gzippedBytes, rowsPerMessage } from "./sizes.ts";

/** What one run found. */
export interface Run {
	comparisons: Comparison[];
	jobs: JobsFigures;
	rows_per_message: number;
	bytes_per_socket: { floor: number; product: number };
	worker_bytes: number;
	/** microseconds of a usual message; older figures lack it */
	grammar_us?: number;
	/** of the last minute, before and after */
	load: { before: number; after: number };
}

const load = (): number => loadavg()[0]!;

/** @param found called with each comparison as soon as it is made */
export async function run(found: (comparison: Comparison) => void): Promise<Run> {
	const before = load();
	const [floorWorker, worker] = [await build("bench/wrangler.toml"), await build("wrangler.toml")];
	const rows_per_message = await rowsPerMessage();
	const sides = {
		floor: await startFloor(floorWorker),
		product: await startProduct(worker, crowd),
		peer: await startPeer(crowd),
	};
	const comparisons: Comparison[] = [];
	const add = (comparison: Comparison) => {
		comparisons.push(comparison);
		found(comparison);
	};
	for (const one of sending) add(await compareSending(sides, one));
	const onSockets = { ...sides, product: sides.product.onSockets() };
	for (const one of sendingOnSockets) add(await compareSending(onSockets, one, "sending on a socket"));
	const bytes_per_socket = {
		floor: await bytesPerSocket(sides.floor, crowd),
		product: await bytesPerSocket(sides.product, crowd),
	};
	for (const one of receiving) add(await compareReceiving(sides, one));
	for (const one of receivingOnSockets) add(await compareReceiving(onSockets, one, ", sent on a socket"));
	onSockets.product.close();
	await Promise.all(Object.values(sides).map((side) => side.server.kill()));
	const jobs = await sendingWhileJobsFail();
	const worker_bytes = gzippedBytes(worker);
	return {
		comparisons,
		jobs,
		rows_per_message,
		bytes_per_socket,
		worker_bytes,
		grammar_us: grammarTime(),
		load: { before, after: load() },
	};
}
