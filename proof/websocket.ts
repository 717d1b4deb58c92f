import { type Socket, connect } from "node:net";
import { inflateRawSync } from "node:zlib";

export const upgrade = {
	upgrade: "websocket",
	connection: "Upgrade",
	"sec-websocket-version": "13",
	"sec-websocket-key": "Y2xpY2tjbGFjayBwcm9vZg==",
};

/** The first frame in `bytes`; a server's are neither masked nor, here, in pieces. */
function frameIn(bytes: Buffer): { start: number; end: number } {
	if (bytes.length < 2) return { start: 0, end: 2 };
	const short = bytes[1]! & 127;
	const start = short < 126 ? 2 : short === 126 ? 4 : 10;
	if (bytes.length < start) return { start, end: start };
	const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
	return { start, end: start + size };
}

/** What comes in on any socket lands here and is looked at before the next. */
const buffer = Buffer.alloc(256 * 1024);
const [text, binary, closing] = [1, 2, 8];

export interface Handlers {
	opened?: () => void;
	text: (payload: Buffer, isBinary: boolean) => void;
	closed: (code: number) => void;
	/** there is no connection any more */
	ended?: (why: string) => void;
}

/** A WebSocket on bare TCP, so that anything at all can be said on it, and so light that a process can have thousands. */
export class RawWebSocket {
	readonly socket: Socket;
	readonly #handlers: Handlers;
	isOpen = false;
	bytes = 0;
	#parts: Buffer[] = [];
	#size = 0;
	/** so many bytes have to be there before there is anything to read */
	#needed = 0;

	/** @param url of the upgrade, with its query */
	constructor(url: string, headers: object, handlers: Handlers) {
		this.#handlers = handlers;
		const { hostname, port, host, pathname, search } = new URL(url);
		const callback = (length: number) => this.#read(Buffer.from(buffer.subarray(0, length)));
		this.socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback } }).setNoDelay();
		this.socket.on("error", ({ message }) => handlers.ended?.(message));
		this.socket.on("close", () => handlers.ended?.("ended without a close frame"));
		const lines = Object.entries({ host, ...upgrade, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
		this.socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n`);
	}

	#read(chunk: Buffer): boolean {
		this.#parts.push(chunk);
		this.#size += chunk.length;
		if (this.isOpen) this.bytes += chunk.length;
		if (this.#size < this.#needed) return true;
		let bytes: Buffer = Buffer.concat(this.#parts);
		if (!this.isOpen) bytes = this.#open(bytes);
		for (let next = frameIn(bytes); this.isOpen && next.end <= bytes.length; next = frameIn(bytes)) {
			this.#take(bytes[0]! & 15, bytes.subarray(next.start, next.end));
			bytes = bytes.subarray(next.end);
		}
		[this.#parts, this.#size, this.#needed] = [[bytes], bytes.length, this.isOpen ? frameIn(bytes).end : 0];
		return true;
	}

	/** @returns what comes after the answer to the upgrade */
	#open(bytes: Buffer): Buffer {
		const end = bytes.indexOf("\r\n\r\n");
		if (end < 0) return bytes;
		const status = bytes.toString("latin1", 9, 12);
		this.isOpen = status === "101";
		if (this.isOpen) this.#handlers.opened?.();
		else this.#handlers.ended?.(`refused: ${status}`);
		return bytes.subarray(end + 4);
	}

	#take(kind: number, payload: Buffer): void {
		if (kind === text) this.#handlers.text(payload, false);
		else if (kind === binary) this.#handlers.text(inflateRawSync(payload), true);
		else if (kind === closing) this.#handlers.closed(payload.length >= 2 ? payload.readUInt16BE(0) : 1005);
	}
}

const wait_ms = 10_000;

/** A raw socket that keeps all that it hears. */
export class RecordedSocket {
	readonly heard: { text: string; isBinary: boolean }[] = [];
	closed: number | undefined;
	readonly #raw: RawWebSocket;
	readonly #waiting = new Set<() => void>();

	private constructor(url: string, headers: object) {
		const changed = () => this.#waiting.forEach((look) => look());
		const close = (code: number) => {
			this.closed ??= code;
			changed();
		};
		this.#raw = new RawWebSocket(url, headers, {
			opened: changed,
			text: (payload, isBinary) => {
				this.heard.push({ text: payload.toString(), isBinary });
				changed();
			},
			closed: close,
			ended: () => close(0),
		});
	}

	/** @param query of GET /api/realtime/ws */
	static async open(site_url: string, query: Record<string, string>, headers: object): Promise<RecordedSocket> {
		const url = `${site_url}/api/realtime/ws?${new URLSearchParams(query).toString()}`;
		const recorded = new RecordedSocket(url, headers);
		if (await recorded.until(() => recorded.#raw.isOpen)) return recorded;
		throw new Error(`no socket: ${url}`);
	}

	send(bytes: Uint8Array): void {
		this.#raw.socket.write(bytes);
	}

	has(text: string): boolean {
		return this.heard.some((one) => one.text.includes(text));
	}

	/** @returns whether it came true within ten seconds */
	until(isSo: () => boolean): Promise<boolean> {
		return new Promise((resolve) => {
			const end = (isTrue: boolean) => {
				clearTimeout(timer);
				this.#waiting.delete(look);
				resolve(isTrue);
			};
			const look = () => isSo() && end(true);
			const timer = setTimeout(() => end(false), wait_ms);
			this.#waiting.add(look);
			look();
		});
	}

	close(): void {
		this.#raw.socket.destroy();
	}
}
