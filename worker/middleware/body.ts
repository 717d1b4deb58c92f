import { ChatError } from "@clickclack/protocol";
import type { Context } from "../context.ts";

const max_bytes = 1_048_576;
const max_depth = 64;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

const tooLarge = () => new ChatError("too_large", "request body is too large (at most 1 MiB)");

async function readCounting(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		if ((size += chunk.byteLength) > max_bytes) throw tooLarge();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** A body whose length is announced is read in one go; one that is not is counted as it comes. */
async function readCapped(request: Request): Promise<Uint8Array> {
	const length = request.headers.get("content-length");
	if (Number(length) > max_bytes) throw tooLarge();
	if (length === null && request.body) return readCounting(request.body);
	return new Uint8Array(await request.arrayBuffer());
}

/** Whoever hung up half-way, or announced something else than they sent, is told so: nothing of ours is broken. */
function refuseBroken(thrown: unknown): never {
	if (thrown instanceof ChatError) throw thrown;
	throw new ChatError("invalid_request", "request body is not all there");
}

function decode(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		throw new ChatError("invalid_json", "request body must be valid UTF-8");
	}
}

/** Counts brackets outside strings, so that no parser or validator has to follow a million of them down. */
function refuseDeep(text: string): void {
	let depth = 0;
	for (let i = 0, isString = false; i < text.length; i++) {
		const letter = text[i];
		if (letter === '"') isString = !isString;
		else if (isString) i += letter === "\\" ? 1 : 0;
		else if (letter === "{" || letter === "[") depth++;
		else if (letter === "}" || letter === "]") depth--;
		if (depth > max_depth)
			throw new ChatError("invalid_json", `request body is nested too deeply (at most ${max_depth})`);
	}
}

/**
 * The text of a JSON body, within its limits.
 * @throws ChatError unsupported_media_type | too_large | invalid_json | invalid_request
 */
export async function readBody(c: Context): Promise<string> {
	const [type] = (c.req.header("content-type") ?? "").split(";");
	if (type!.trim().toLowerCase() !== "application/json")
		throw new ChatError("unsupported_media_type", "content-type must be application/json");
	const text = decode(await readCapped(c.req.raw).catch(refuseBroken));
	refuseDeep(text);
	return text;
}
