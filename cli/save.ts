import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { progress } from "./output.ts";

const mib = 1_048_576;
/** How often a terminal is told. */
const every_ms = 200;

/** Counts what goes through, for who waits at a terminal. */
async function* counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let bytes = 0;
	let told_at = 0;
	for await (const piece of source) {
		bytes += piece.length;
		if (Date.now() - told_at >= every_ms) {
			progress(`${(bytes / mib).toFixed(1)} MiB`);
			told_at = Date.now();
		}
		yield piece;
	}
	progress("");
}

/** Writes a download to a file. What could not be written to its end is not left behind. */
export async function save(bytes: ReadableStream<Uint8Array>, out: string): Promise<void> {
	try {
		await pipeline(Readable.fromWeb(bytes as NodeStream), counted, createWriteStream(out));
	} catch (error) {
		await rm(out, { force: true });
		throw error;
	}
}
