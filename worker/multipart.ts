import { ChatError, mib } from "@clickclack/protocol";

/** The most that stands before the first part, or at the head of one. */
const max_head = 16_384;
const max_discarded = 32 * mib;
const utf8 = new TextDecoder();
const utf8Encoder = new TextEncoder();
const [line_break, head_end] = [utf8Encoder.encode("\r\n"), utf8Encoder.encode("\r\n\r\n")];
const [dash, carriage_return] = [45, 13];

const bad = (problem: string) => new ChatError("invalid_request", `the form ${problem}`);
const incomplete = () => new ChatError("invalid_request", "request body is incomplete");

/** One field of a form. */
export interface Part {
	name: string;
	/** of a file, as it was sent: it may have a path and anything else in it */
	filename?: string | undefined;
	/** its media type without parameters, in lower case */
	type?: string | undefined;
}

/**
 * A `multipart/form-data` body (RFC 7578), read as it arrives: no more is in memory than one piece of it. The libraries that
 * we looked at keep whole files, or lose names that are not Latin.
 */
export class Multipart {
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
	readonly #delimiter: Uint8Array;
	readonly #most: number;
	/** what has arrived and is not read yet; a boundary is at the beginning of a line, the first one too */
	#rest: Uint8Array = line_break;
	#size = 0;
	#isStarted = false;

	/**
	 * @param most how long it may be, in bytes
	 * @throws ChatError invalid_request without a boundary
	 */
	constructor(body: ReadableStream<Uint8Array>, content_type: string, most: number) {
		const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(content_type) ?? [];
		const boundary = quoted ?? plain;
		if (boundary === undefined) throw bad("has no boundary: content-type must name one");
		this.#delimiter = utf8Encoder.encode(`\r\n--${boundary}`);
		this.#reader = body.getReader();
		this.#most = most;
	}

	/** The next field, after the content of the one before was read. @returns undefined at the end of the form */
	async next(): Promise<Part | undefined> {
		if (!this.#isStarted) await this.#until(this.#delimiter);
		this.#isStarted = true;
		while (this.#rest.length < 2) await this.#more();
		if (this.#rest[0] === dash && this.#rest[1] === dash) return undefined;
		return partOf(utf8.decode(await this.#until(head_end)));
	}

	/** The content of the field, piece by piece. */
	async *content(): AsyncGenerator<Uint8Array> {
		for (;;) {
			const at = indexOf(this.#rest, this.#delimiter);
			const sure = at < 0 ? this.#sure() : at;
			if (sure > 0) yield this.#rest.subarray(0, sure);
			this.#rest = this.#rest.subarray(at < 0 ? sure : at + this.#delimiter.length);
			if (at >= 0) return;
			await this.#more();
		}
	}

	/** The content of a short field. */
	async text(): Promise<string> {
		const pieces: Uint8Array[] = [];
		let size = 0;
		for await (const piece of this.content()) {
			size += piece.length;
			if (size > max_head) throw bad("has a field that is too long");
			pieces.push(piece.slice());
		}
		return utf8.decode(Buffer.concat(pieces));
	}

	/**
	 * Reads what is left and forgets it, up to a point: a client that is still sending gets no answer, but a broken
	 * connection. @param isAsked false: it has not begun to send yet, and does not have to
	 */
	async discard(isAsked: boolean): Promise<void> {
		let left = isAsked || this.#size > 0 ? max_discarded : 0;
		try {
			while (left > 0) {
				const { done, value } = await this.#reader.read();
				if (done) return;
				left -= value.length;
			}
			await this.#reader.cancel();
		} catch {
			// the client has left
		}
	}

	/** How much of the rest is certainly no beginning of a boundary. */
	#sure(): number {
		const from = Math.max(0, this.#rest.length - this.#delimiter.length + 1);
		const at = this.#rest.indexOf(carriage_return, from);
		return at < 0 ? this.#rest.length : at;
	}

	/** Reads up to a mark, and takes the mark away. */
	async #until(mark: Uint8Array): Promise<Uint8Array> {
		for (;;) {
			const at = indexOf(this.#rest, mark);
			if (at > max_head || (at < 0 && this.#rest.length > max_head)) throw bad("has a head that is too long");
			if (at >= 0) {
				const found = this.#rest.subarray(0, at);
				this.#rest = this.#rest.subarray(at + mark.length);
				return found;
			}
			await this.#more();
		}
	}

	/** @throws ChatError invalid_request when the body ends here; too_large */
	async #more(): Promise<void> {
		const { done, value } = await this.#reader.read().catch(() => ({ done: true as const, value: undefined }));
		if (done) throw incomplete();
		this.#size += value.length;
		if (this.#size > this.#most) throw new ChatError("too_large", "request body is too large");
		this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
	}
}

const indexOf = (bytes: Uint8Array, mark: Uint8Array): number =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(mark);

/** @throws ChatError invalid_request for a head that is none of a form's field */
function partOf(head: string): Part {
	const lines = head.split("\r\n").filter((line) => line !== "");
	const headers = new Map(lines.map((line) => headerOf(line)));
	const disposition = headers.get("content-disposition") ?? "";
	const name = valueOf(disposition, "name");
	if (!/^form-data\s*(?:;|$)/i.test(disposition) || name === undefined) throw bad("has a part without a name");
	const type = headers.get("content-type")?.split(";")[0]!.trim().toLowerCase();
	return { name, filename: extended(disposition) ?? valueOf(disposition, "filename"), type };
}

function headerOf(line: string): [string, string] {
	const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*)$/s.exec(line) ?? [];
	if (name === undefined || value === undefined) throw bad("has a header that is none");
	return [name.toLowerCase(), value];
}

const parameters = {
	name: /;\s*name=(?:"((?:\\"|[^"])*)"|([^\s;"]*))/i,
	filename: /;\s*filename=(?:"((?:\\"|[^"])*)"|([^\s;"]*))/i,
};

/** A parameter; browsers write `"`, CR and LF as `%22`, `%0D` and `%0A`, others `"` as `\"`. */
function valueOf(header: string, name: keyof typeof parameters): string | undefined {
	const [, quoted, plain] = parameters[name].exec(header) ?? [];
	const value = quoted?.replaceAll('\\"', '"') ?? plain;
	return value?.replaceAll(/%(22|0D|0A)/gi, (code) => decodeURIComponent(code));
}

/** `filename*=UTF-8''…`, which forms should not have and some programs send. */
function extended(header: string): string | undefined {
	const [, encoded] = /;\s*filename\*=utf-8'[^']*'([^\s;]*)/i.exec(header) ?? [];
	try {
		return encoded === undefined ? undefined : decodeURIComponent(encoded);
	} catch {
		return undefined;
	}
}
