import { type Socket, connect } from "node:net";
import type { Headers, Request } from "./request.ts";

export interface Answer {
	status: number;
	headers: Headers;
	body: string;
}

/** "closed": it hung up without an answer. "hung": it said nothing for ten seconds. */
export type Reply = Answer | "closed" | "hung";

const deadline_ms = 10_000;
const pause_ms = 3;
const slices = 6;

/** One connection, which carries one request at a time and is made anew when it has to be. */
export class Connection {
	readonly #host: string;
	readonly #port: number;
	#socket: Socket | undefined;
	#bytes: Buffer = Buffer.alloc(0);
	#isHead = false;
	#last: Promise<unknown> = Promise.resolve();
	#replied: (reply: Reply) => void = () => {};

	constructor(url: string) {
		const { hostname, port } = new URL(url);
		this.#host = hostname;
		this.#port = Number(port);
	}

	/** Waits until those that were asked before are answered. */
	ask(request: Request): Promise<Reply> {
		const reply = this.#last.then(() => this.#ask(request));
		this.#last = reply;
		return reply;
	}

	async #ask(request: Request): Promise<Reply> {
		const socket = (this.#socket ??= this.#connect());
		this.#isHead = request.method === "HEAD";
		const reply = new Promise<Reply>((resolve) => (this.#replied = resolve));
		const timer = setTimeout(() => this.#finish("hung"), deadline_ms);
		await send(socket, request);
		if (request.pace === "cut") this.#finish("closed");
		const got = await reply;
		clearTimeout(timer);
		// what a malformed request leaves behind on its connection is nothing that the next one should meet
		if (request.isMalformed || typeof got === "string" || isLast(got)) this.close();
		return got;
	}

	#connect(): Socket {
		this.#bytes = Buffer.alloc(0);
		const socket = connect(this.#port, this.#host).setNoDelay();
		socket.on("data", (chunk: Buffer) => this.#socket === socket && this.#read(chunk));
		socket.on("error", () => {});
		socket.on("close", () => this.#socket === socket && this.#finish("closed"));
		return socket;
	}

	#read(chunk: Buffer): void {
		this.#bytes = this.#bytes.length > 0 ? Buffer.concat([this.#bytes, chunk]) : chunk;
		const found = parsed(this.#bytes, this.#isHead);
		if (!found) return;
		this.#bytes = this.#bytes.subarray(found.end);
		if (found.answer.status >= 200 || found.answer.status === 101) this.#finish(found.answer);
		else if (this.#bytes.length > 0) this.#read(Buffer.alloc(0));
	}

	#finish(reply: Reply): void {
		if (typeof reply === "string") this.#socket = undefined;
		this.#replied(reply);
	}

	close(): void {
		this.#socket?.destroy();
		this.#socket = undefined;
	}
}

const isLast = ({ status, headers }: Answer): boolean =>
	status === 101 || headers.some(([name, value]) => name === "connection" && value.toLowerCase() === "close");

async function send(socket: Socket, { head, body, pace }: Request): Promise<void> {
	if (pace === "whole") return void socket.write(Buffer.concat([head, body]));
	socket.write(head);
	const size = Math.ceil(body.length / slices);
	const all = pace === "slow" ? slices : slices - 1;
	for (let i = 0; i < all; i++) {
		socket.write(body.subarray(i * size, (i + 1) * size));
		await new Promise((resolve) => setTimeout(resolve, pause_ms));
	}
	if (pace === "half-closed") socket.end();
	if (pace === "cut") socket.destroy();
}

/** The first answer in `bytes`, once it is all there. */
function parsed(bytes: Buffer, isHead: boolean): { answer: Answer; end: number } | undefined {
	const blank = bytes.indexOf("\r\n\r\n");
	if (blank < 0) return undefined;
	const [first, ...lines] = bytes.toString("latin1", 0, blank).split("\r\n");
	const status = Number(first!.slice(9, 12));
	const headers = lines.map((line): Headers[number] => {
		const colon = line.indexOf(":");
		return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
	});
	const value = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
	const start = blank + 4;
	const isEmpty = isHead || status < 200 || status === 204 || status === 304;
	const length = isEmpty ? 0 : Number(value("content-length") ?? 0);
	const isChunked = !isEmpty && value("transfer-encoding") === "chunked";
	const body = isChunked
		? unchunked(bytes, start)
		: { text: bytes.subarray(start, start + length), end: start + length };
	if (!body || body.end > bytes.length) return undefined;
	return { answer: { status, headers, body: body.text.toString() }, end: body.end };
}

function unchunked(bytes: Buffer, start: number): { text: Buffer; end: number } | undefined {
	const parts: Buffer[] = [];
	for (let at = start; ;) {
		const line = bytes.indexOf("\r\n", at);
		if (line < 0) return undefined;
		const size = Number.parseInt(bytes.toString("latin1", at, line), 16);
		const end = line + 2 + size + 2;
		if (end > bytes.length) return undefined;
		if (size === 0) return { text: Buffer.concat(parts), end };
		parts.push(bytes.subarray(line + 2, end - 2));
		at = end;
	}
}
