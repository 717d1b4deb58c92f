import type { IncomingMessage } from "node:http";
import { type Gzip, constants, createGzip } from "node:zlib";
import { without } from "./headers.ts";

const compressible = /^(?:text\/|application\/(?:json|javascript|manifest\+json)|image\/svg\+xml)/;
/** Shorter answers fit into one packet anyway. */
const min_bytes = 1_400;

const isWanted = ({ headers }: IncomingMessage): boolean =>
	/(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?(?:\s|,|$))/i.test(headers["accept-encoding"] ?? "");

/** A stream that compresses an answer, as Cloudflare would; undefined for one that stays as it is. */
export function compressionFor(asked: IncomingMessage, { statusCode, headers }: IncomingMessage): Gzip | undefined {
	const length = Number(headers["content-length"] ?? min_bytes);
	const isKept = headers["content-encoding"] !== undefined || /\bno-transform\b/.test(headers["cache-control"] ?? "");
	const isPlain = statusCode === 200 && asked.method === "GET" && !isKept;
	if (!isPlain || length < min_bytes || !compressible.test(headers["content-type"] ?? "")) return undefined;
	// each piece is flushed as it comes: an answer may be a stream
	return isWanted(asked) ? createGzip({ level: 6, flush: constants.Z_SYNC_FLUSH }) : undefined;
}

/** The headers of a compressed answer. */
export const compressedHeaders = (headers: string[]): string[] => [
	...without(headers, (name) => name === "content-length"),
	"Content-Encoding",
	"gzip",
	"Vary",
	"Accept-Encoding",
];
