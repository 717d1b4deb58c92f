import { ChatError, type Route, mediaType, parseJson, mib } from "@clickclack/protocol";
import type { Context } from "../context.ts";

const max_bytes = mib;
const max_discarded = 32 * max_bytes;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

const tooLarge = () => new ChatError("too_large", "request body is too large (at most 1 MiB)");

/** Reads what is too much as well, up to a point: a client that is still sending gets no answer, but a broken connection. */
async function readCounting(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.byteLength;
		if (size <= max_bytes) chunks.push(chunk);
		if (size > max_discarded) break;
	}
	if (size > max_bytes) throw tooLarge();
	return Buffer.concat(chunks);
}

/** A body with a Content-Length is read in one go; a chunked one is counted as it arrives. */
async function readCapped(request: Request): Promise<Uint8Array> {
	const length = request.headers.get("content-length");
	if (Number(length) > max_bytes) throw tooLarge();
	if (length === null && request.body) return readCounting(request.body);
	return new Uint8Array(await request.arrayBuffer());
}

/** A client that disconnected, or sent less than it announced, gets a 400: it is no error of ours. */
function refuseBroken(thrown: unknown): never {
	if (thrown instanceof ChatError) throw thrown;
	throw new ChatError("invalid_request", "request body is incomplete");
}

function decode(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		throw new ChatError("invalid_json", "request body must be valid UTF-8");
	}
}

/** Credentials that a page of another site cannot make a browser send. */
const isDeliberate = (c: Context): boolean =>
	(c.req.header("authorization") ?? c.req.header("x-clickclack-user")) !== undefined;

/**
 * JSON from a caller with such a credential is read whatever its content type: curl sends it as a form. Where everybody
 * may call, a credential proves nothing: an invalid one is ignored.
 */
function checkType(c: Context, { access }: Route, wanted: string): void {
	const [given] = (c.req.header("content-type") ?? "").split(";");
	const isExempt = wanted === "application/json" && access !== "public" && isDeliberate(c);
	if (given!.trim().toLowerCase() === wanted || isExempt) return;
	throw new ChatError("unsupported_media_type", `content-type must be ${wanted}`);
}

/** A field that appears once has its value, a repeated one an array. */
function parseForm(text: string): object {
	const fields = new URLSearchParams(text);
	const valueOf = (name: string) => (fields.getAll(name).length > 1 ? fields.getAll(name) : fields.get(name));
	return Object.fromEntries([...fields.keys()].map((name) => [name, valueOf(name)]));
}

/**
 * The body of an operation, parsed, within its limits. A stream is left for its handler. An empty body has no type.
 * @param isNeeded whether an empty body is an error, or `{}`
 * @throws ChatError unsupported_media_type | too_large | invalid_json | invalid_request
 */
export async function readBody(c: Context, route: Route, isNeeded: boolean): Promise<unknown> {
	const body = route.body!;
	const bytes = "stream" in body ? undefined : await readCapped(c.req.raw).catch(refuseBroken);
	if (!isNeeded && bytes?.length === 0) return {};
	checkType(c, route, mediaType(body));
	if (bytes === undefined) return undefined;
	const text = decode(bytes);
	return "form" in body ? parseForm(text) : parseJson(text);
}
