import { gzipSync } from "node:zlib";
import type { Built } from "../server/built.ts";
import { build } from "../test/server.ts";
import { Connection } from "./connection.ts";
import { Crowd } from "./load.ts";
import { type WorkersSide, startProduct } from "./sides.ts";

/** Search takes messages in 64 at a time. */
const counted = 4 * 64;

/** Rows that one message writes, counted inside the object. */
export async function rowsPerMessage(): Promise<number> {
	const side = await startProduct(await build("wrangler.toml", "bench/counted.ts"), 2);
	const count = async () => Number(await (await fetch(`${side.server.url}/rows`)).text());
	const before = await count();
	const connection = new Connection(side.server.url);
	for (let i = 0; i < counted; i++) await side.send(connection, "The tide is out");
	connection.close();
	const rows = (await count()) - before;
	await side.server.kill();
	return rows / counted;
}

/** Bytes that the runtime takes for each of `size` sockets. */
export async function bytesPerSocket(side: WorkersSide, size: number): Promise<number> {
	const crowd = new Crowd(side);
	const before = side.server.resident_bytes;
	await crowd.gather(size);
	const after = side.server.resident_bytes;
	crowd.leave();
	return (after - before) / size;
}

/** The Worker as it is uploaded. */
export const gzippedBytes = ({ manifest }: Built): number =>
	Object.values(manifest!.modules).reduce((sum, { contents }) => sum + gzipSync(String(contents)).length, 0);
