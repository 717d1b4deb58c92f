import { build } from "../test/server.ts";
import { median, share } from "./statistics.ts";
import { send } from "./load.ts";
import { type Product, startProduct } from "./sides.ts";

const in_flight = 16;
const rounds = 30;
const slice_ms = 400;
/** In so many rounds others have jobs too. */
const others_every = 5;

export interface JobsFigures {
	/** the middle slice of each */
	p95_ms: { without: number; while_jobs_fail: number };
	/** the middle of what neighbouring slices gave */
	ratio: number;
	/** of the jobs of others that were asked for, those that were not done some slices later */
	others_left: number;
}

async function p95(side: Product): Promise<number> {
	const sent = await send(side, in_flight, slice_ms);
	return share(
		sent.map((one) => one.ended - one.began),
		0.95,
	);
}

/** What sending costs in a workspace in which 1,500 jobs fail, in turns with one in which there are none. */
export async function sendingWhileJobsFail(): Promise<JobsFigures> {
	const built = await build("wrangler.toml", "bench/failing.ts");
	const [quiet, failing] = [await startProduct(built, 2), await startProduct(built, 2)];
	const ask = async (path: string) => Number(await (await fetch(failing.server.url + path)).text());
	for (const side of [quiet, failing]) await send(side, in_flight, slice_ms);
	await ask("/plant");
	const pairs: { without: number; with: number }[] = [];
	let others_left = 0;
	for (let round = 0; round < rounds; round++) {
		if (round % others_every === 0) others_left += await ask("/others");
		// neither is always first
		const first = round % 2 === 0 ? await p95(quiet) : await p95(failing);
		const second = round % 2 === 0 ? await p95(failing) : await p95(quiet);
		pairs.push(round % 2 === 0 ? { without: first, with: second } : { without: second, with: first });
	}
	await Promise.all([quiet.server.kill(), failing.server.kill()]);
	return {
		p95_ms: {
			without: median(pairs.map((pair) => pair.without)),
			while_jobs_fail: median(pairs.map((pair) => pair.with)),
		},
		ratio: median(pairs.map((pair) => pair.with / pair.without)),
		others_left,
	};
}
