import { type Socket, connect } from "node:net";
import { inflateRawSync } from "node:zlib";
import { upgrade } from "../upgrade.ts";
import type { Draft } from "./drafts.ts";

/** What came on a socket: text, inflated if it was deflated, or the code it was closed with. */
export interface Heard {
	text?: string;
	isBinary?: boolean;
	closed?: number;
}

const wait_ms = 10_000;

/** A WebSocket on bare TCP, so that anything at all can be said on it. */
export class Phone {
	readonly heard: Heard[] = [];
	readonly #socket: Socket;
	#bytes: Buffer = Buffer.alloc(0);
	#isOpen = false;
	readonly #waiting = new Set<() => void>();

	private constructor(url: URL, headers: Draft["headers"]) {
		this.#socket = connect(Number(url.port), url.hostname).setNoDelay();
		this.#socket.on("data", (chunk: Buffer) => this.#read(chunk));
		this.#socket.on("error", () => {});
		this.#socket.on("close", () => this.#note({ closed: 0 }));
		const all = [["host", url.host], ...Object.entries(upgrade), ...headers];
		const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join("");
		this.#socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines}\r\n`);
	}

	static async dial(url: string, headers: Draft["headers"]): Promise<Phone> {
		const phone = new Phone(new URL(url), headers);
		if (!(await phone.until(() => phone.#isOpen))) throw new Error(`no socket: ${phone.#bytes.toString()}`);
		return phone;
	}

	say(bytes: Uint8Array): void {
		this.#socket.write(bytes);
	}

	get isClosed(): boolean {
		return this.heard.some(({ closed }) => closed !== undefined);
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

	hangUp(): void {
		this.#socket.destroy();
	}

	#note(heard: Heard): void {
		this.heard.push(heard);
		this.#look();
	}

	#look(): void {
		for (const look of this.#waiting) look();
	}

	#read(chunk: Buffer): void {
		this.#bytes = Buffer.concat([this.#bytes, chunk]);
		if (!this.#isOpen) this.#open();
		while (this.#isOpen && this.#frame());
		this.#look();
	}

	#open(): void {
		const end = this.#bytes.indexOf("\r\n\r\n");
		if (end < 0 || this.#bytes.toString("latin1", 9, 12) !== "101") return;
		this.#isOpen = true;
		this.#bytes = this.#bytes.subarray(end + 4);
	}

	/** Takes the next frame, if it is all there. A server's are neither masked nor, here, in pieces. */
	#frame(): boolean {
		const bytes = this.#bytes;
		if (bytes.length < 2) return false;
		const short = bytes[1]! & 127;
		const start = short < 126 ? 2 : short === 126 ? 4 : 10;
		if (bytes.length < start) return false;
		const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
		if (bytes.length < start + size) return false;
		this.#bytes = bytes.subarray(start + size);
		this.#take(bytes[0]!, bytes.subarray(start, start + size));
		return true;
	}

	#take(first: number, payload: Buffer): void {
		if (first === 0x81) this.#note({ text: payload.toString() });
		else if (first === 0x82) this.#note({ text: inflateRawSync(payload).toString(), isBinary: true });
		else if ((first & 15) === 8) this.#note({ closed: payload.length >= 2 ? payload.readUInt16BE(0) : 1005 });
	}
}
