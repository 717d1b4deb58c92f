import { type Socket, connect } from "node:net";
import { afterUpgrade, frameEnd, headerLength, openingOf, ping, ping_every_bytes } from "./connection.ts";

const [text, masked] = [0x81, 0x80];
const answer = /^\{"answer":(\d+),"status":(\d+).*?"channel_seq":(\d+)/;

/** The bytes of a text message, masked with zeros. */
function framed(said: string): Buffer {
	const { length } = said;
	const header = length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
	header[0] = text;
	header[1] = masked | Math.min(length, 126);
	if (length > 125) header.writeUInt16BE(length, 2);
	return Buffer.concat([header, Buffer.from(said, "latin1")]);
}

/** A socket on which messages are sent, several at once. What else comes in on it is passed over. */
export class ActSocket {
	readonly #socket: Socket;
	readonly #waiting = new Map<number, (seq: number) => void>();
	#count = 0;
	#rest = Buffer.alloc(0);
	#unconfirmed = 0;

	private constructor(socket: Socket) {
		this.#socket = socket;
	}

	static open(url: string, headers: string): Promise<ActSocket> {
		const { hostname, port } = new URL(url);
		const socket = connect(Number(port), hostname).setNoDelay();
		socket.write(openingOf(url, headers));
		return new Promise((resolve) => {
			socket.once("data", (chunk) => {
				const open = new ActSocket(socket);
				socket.on("data", (more) => open.#read(more));
				open.#read(afterUpgrade(chunk));
				resolve(open);
			});
		});
	}

	/** @param input of createMessage, as JSON. @returns the message's place in the channel */
	send(input: string): Promise<number> {
		const act = this.#count++;
		this.#socket.write(framed(`{"act":${act},"name":"createMessage","input":${input}}`));
		return new Promise((resolve) => this.#waiting.set(act, resolve));
	}

	#read(chunk: Buffer): void {
		this.#unconfirmed += chunk.length;
		if (this.#unconfirmed > ping_every_bytes) {
			this.#unconfirmed = 0;
			this.#socket.write(ping);
		}
		let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
		for (let end = frameEnd(bytes); end <= bytes.length; end = frameEnd(bytes)) {
			this.#take(bytes.toString("latin1", headerLength(bytes), end));
			bytes = bytes.subarray(end);
		}
		this.#rest = Buffer.from(bytes);
	}

	#take(frame: string): void {
		if (!frame.startsWith('{"answer"')) return;
		const [, act, status, seq] = answer.exec(frame) ?? [];
		if (status !== "201") throw new Error(frame);
		this.#waiting.get(Number(act))!(Number(seq));
		this.#waiting.delete(Number(act));
	}

	close(): void {
		this.#socket.destroy();
	}
}
