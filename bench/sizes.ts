import { gzipSync } from "node:zlib";
import { type Built, build } from "../test/server.ts";
import { Crowd, send } from "./load.ts";
import { type Side, startProduct } from "./sides.ts";

/** Rows that one message writes, counted inside the object. */
export async function rowsPerMessage(): Promise<number> {
	const side = await startProduct(await build("wrangler.toml", "bench/counted.ts"), 2);
	const count = async () => Number(await (await fetch(`${side.server.url}/rows`)).text());
	const before = await count();
	const sent = await send(side, 1, 500);
	const rows = (await count()) - before;
	await side.server.kill();
	return rows / sent.length;
}

/** Bytes that the runtime takes for each of `size` sockets. */
export async function bytesPerSocket(side: Side, size: number): Promise<number> {
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
