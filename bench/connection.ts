import { type Socket, connect } from "node:net";
import { inflateRawSync } from "node:zlib";

/*
 * The client of the benchmark shares two cores with what it measures, so it does no more than it must: requests are
 * bytes made before, of an answer only its end is found, of a frame only its length and the last message in it.
 */

/** One connection that carries one request at a time. It is opened again if the server closed it while it was idle. */
export class Connection {
	readonly #url: URL;
	#socket: Socket;
	#answered: (status: number, body: string) => void = () => {};
	#text = "";

	constructor(url: string) {
		this.#url = new URL(url);
		this.#socket = this.#open();
	}

	#open(): Socket {
		const { hostname, port } = this.#url;
		const lost = () => this.#answered(Infinity, "the server closed the connection");
		const socket = connect(Number(port), hostname).setNoDelay().setEncoding("latin1");
		return socket
			.on("data", (chunk: string) => this.#read(chunk))
			.on("error", lost)
			.on("close", lost);
	}

	/** @returns the body, as latin1 text */
	post(path: string, headers: string, body: string): Promise<string> {
		const { host } = this.#url;
		const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}content-length: ${body.length}\r\n\r\n`;
		if (this.#socket.destroyed) this.#socket = this.#open();
		this.#socket.write(head + body, "latin1");
		return new Promise((resolve, reject) => {
			this.#answered = (status, said) => (status < 300 ? resolve(said) : reject(new Error(`${status}: ${said}`)));
		});
	}

	#read(chunk: string): void {
		this.#text += chunk;
		const end = this.#text.indexOf("\r\n\r\n");
		if (end < 0) return;
		const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#text)![1]);
		const body = this.#text.slice(end + 4);
		if (body.length < length) return;
		const status = Number(this.#text.slice(9, 12));
		this.#text = "";
		this.#answered(status, body);
	}

	close(): void {
		this.#socket.destroy();
	}
}

/** What comes in on any socket lands here and is looked at before the next. */
const buffer = Buffer.alloc(256 * 1024);
const upgrade = `upgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\n`;
const key = "sec-websocket-key: Y2xpY2tjbGFja2JlbmNoIQ==\r\n";

/** "ping", masked with zeros: a server lets go of who takes much and gives no sign of life. */
export const ping = Buffer.from([0x81, 0x84, 0, 0, 0, 0, ...Buffer.from("ping")]);
export const ping_every_bytes = 2 * 1024 * 1024;

/** The request that opens a WebSocket. */
export function openingOf(url: string, headers: string): string {
	const { host, pathname, search } = new URL(url);
	return `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n${upgrade}${key}${headers}\r\n`;
}

/**
 * Opens a WebSocket.
 * @param received called for each frame that has messages in it, with the place of the last one
 * @returns what closes it
 */
export function listen(url: string, headers: string, received: (seq: number) => void): Promise<() => void> {
	const { hostname, port } = new URL(url);
	return new Promise((resolve) => {
		let frames: Frames | undefined;
		let unconfirmed = 0;
		const read = (length: number) => {
			const chunk = buffer.subarray(0, length);
			unconfirmed += length;
			if (unconfirmed > ping_every_bytes) {
				unconfirmed = 0;
				socket.write(ping);
			}
			if (frames) frames.read(chunk);
			else {
				frames = new Frames(received);
				frames.read(afterUpgrade(chunk));
				resolve(() => socket.destroy());
			}
			return true;
		};
		const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback: read } }).setNoDelay();
		socket.write(openingOf(url, headers));
	});
}

export function afterUpgrade(answer: Buffer): Buffer {
	if (answer.toString("latin1", 9, 12) !== "101") throw new Error(answer.toString());
	return answer.subarray(answer.indexOf("\r\n\r\n") + 4);
}

const marker = Buffer.from('seq":');
/** From the last message's place to the end of its frame it is less than this. */
const tail_bytes = 2048;
const [binary, closing] = [2, 8];

/*
 * A thousand sockets get the same bytes. The first of them reads a deflated frame, the others compare theirs with it.
 */
let last_deflated = Buffer.alloc(0);
let last_text = Buffer.alloc(0);

function inflated(frame: Buffer): Buffer {
	if (frame.equals(last_deflated)) return last_text;
	last_deflated = Buffer.from(frame);
	return (last_text = inflateRawSync(frame));
}

/** Finds frames in a stream of bytes, keeping no more of a long text than its end. */
class Frames {
	readonly #received: (seq: number) => void;
	/** the beginning of a header, or what may be the end of a frame */
	#kept = Buffer.alloc(0);
	/** bytes of the current frame that have not come */
	#missing = 0;
	/** the current frame is deflated, so that all of it is wanted */
	#isBinary = false;

	constructor(received: (seq: number) => void) {
		this.#received = received;
	}

	read(chunk: Buffer): void {
		let end = this.#missing > 0 ? this.#kept.length + this.#missing : 0;
		let bytes = this.#kept.length > 0 ? Buffer.concat([this.#kept, chunk]) : chunk;
		while (end <= bytes.length) {
			this.#finish(bytes.subarray(0, end));
			bytes = bytes.subarray(end);
			end = frameEnd(bytes);
			this.#isBinary = end !== Infinity && (bytes[0]! & 15) === binary;
		}
		this.#missing = end === Infinity ? 0 : end - bytes.length;
		this.#kept = Buffer.from(this.#missing > 0 && !this.#isBinary ? bytes.subarray(-tail_bytes) : bytes);
	}

	#finish(frame: Buffer): void {
		const text = this.#isBinary ? inflated(frame.subarray(headerLength(frame))) : frame;
		const place = text.lastIndexOf(marker);
		if (place >= 0)
			this.#received(parseInt(text.toString("latin1", place + marker.length, place + marker.length + 12)));
	}
}

export const headerLength = (frame: Buffer): number => ({ 126: 4, 127: 10 })[frame[1]! & 127] ?? 2;

/** Where the frame at the beginning of `bytes` ends; Infinity while its header has not come. A server's have no mask. */
export function frameEnd(bytes: Buffer): number {
	if (bytes.length < 2) return Infinity;
	if ((bytes[0]! & 15) === closing) throw new Error(`the server closed a socket: ${bytes.toString("latin1", 4)}`);
	const short = bytes[1]! & 127;
	if (short < 126) return 2 + short;
	if (bytes.length < (short === 126 ? 4 : 10)) return Infinity;
	return short === 126 ? 4 + bytes.readUInt16BE(2) : 10 + Number(bytes.readBigUInt64BE(2));
}
