import type { LeanReader } from "./lean.ts";
import type { ServerEvent } from "./types.ts";

export type Frame = string | ArrayBuffer;

/** Not every runtime supports this format. */
export function canInflate(): boolean {
	try {
		return new DecompressionStream("deflate-raw").readable instanceof ReadableStream;
	} catch {
		return false;
	}
}

async function inflate(bytes: ArrayBuffer): Promise<string> {
	return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

/** The events of a frame; undefined for an invalid one. */
export async function eventsIn(frame: Frame, reader: LeanReader): Promise<ServerEvent[] | undefined> {
	try {
		const elements = JSON.parse(typeof frame === "string" ? frame : await inflate(frame));
		return Array.isArray(elements) ? reader.read(elements) : undefined;
	} catch {
		return undefined;
	}
}
