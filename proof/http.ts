import { Agent, type ClientRequestArgs, type IncomingMessage, request as ask } from "node:http";
import { Socket, connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Headers, Request } from "./request.ts";

export interface Answer {
	status: number;
	headers: Headers;
	body: string;
}

/** "closed": it hung up without an answer. "hung": it said nothing for half a minute. */
export type Reply = Answer | "closed" | "hung";

const deadline_ms = 30_000;
/** The server closes a connection that was idle for 5 s: what is sent at that moment would get no answer. */
const idle_ms = 2_000;
const pause_ms = 3;
const slices = 6;

/** In place of what Node's client would write by itself: each request goes out in its own bytes. */
function writeNothing(...given: unknown[]): boolean {
	const written = given.at(-1);
	if (typeof written === "function") process.nextTick(written);
	return true;
}

async function send(socket: Socket, { head, body, pace }: Request): Promise<void> {
	const write = (bytes: Uint8Array) => Socket.prototype.write.call(socket, bytes);
	if (pace === "whole") return void write(Buffer.concat([head, body]));
	write(head);
	const size = Math.ceil(body.length / slices);
	const all = pace === "slow" ? slices : slices - 1;
	for (let i = 0; i < all; i++) {
		write(body.subarray(i * size, (i + 1) * size));
		await pause(pause_ms);
	}
	if (pace === "half-closed") socket.end();
	if (pace === "cut") socket.destroy();
}

function answerOf({ statusCode, rawHeaders }: IncomingMessage, body: string): Answer {
	const headers = rawHeaders.flatMap((name, i): Headers => (i % 2 ? [] : [[name.toLowerCase(), rawHeaders[i + 1]!]]));
	return { status: statusCode!, headers, body };
}

/** One connection, which carries one request at a time and is made anew when it has to be. */
export class Connection extends Agent {
	readonly url: string;
	/** whether something came after the last answer: then part of a request was read as another one */
	#hasMore = () => false;
	#answered = 0;

	constructor(url: string) {
		super({ keepAlive: true });
		this.url = url;
	}

	override createConnection({ host, port }: ClientRequestArgs): Socket {
		return Object.assign(connect(Number(port), host!).setNoDelay(), { write: writeNothing });
	}

	override keepSocketAlive(socket: Socket): void {
		const read = socket.bytesRead;
		this.#hasMore = () => socket.bytesRead > read;
		return super.keepSocketAlive(socket);
	}

	async ask(request: Request): Promise<Reply> {
		const hadMore = this.#hasMore();
		this.#hasMore = () => false;
		if (performance.now() - this.#answered > idle_ms) this.destroy();
		const reply = await this.#ask(request);
		this.#answered = performance.now();
		if (!request.isMalformed && typeof reply !== "string") return hadMore ? "closed" : reply;
		// what a malformed request leaves behind on its connection is nothing that the next one should meet
		this.destroy();
		this.#hasMore = () => false;
		return reply;
	}

	#ask(request: Request): Promise<Reply> {
		const method = request.method === "HEAD" ? "HEAD" : "GET";
		const asked = ask(this.url, { agent: this, method, timeout: deadline_ms });
		return new Promise((resolve) => {
			const closed = () => resolve("closed");
			// Node ends the connection itself when a second answer comes with the first
			const isDouble = () => asked.shouldKeepAlive && asked.socket?.destroyed;
			const end = (answer: IncomingMessage, body: string) => resolve(isDouble() ? "closed" : answerOf(answer, body));
			asked.on("socket", (socket) => send(socket, request));
			asked.on("response", (answer) => buffer(answer).then((body) => end(answer, body.toString()), closed));
			asked.on("upgrade", (answer, socket) => resolve(answerOf(answer, "")) ?? socket.destroy());
			asked.on("timeout", () => resolve("hung"));
			asked.on("error", closed).end();
		});
	}
}
