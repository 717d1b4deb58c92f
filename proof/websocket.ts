import { EventEmitter, once } from "node:events";
import { get } from "node:http";
import type { Socket } from "node:net";
import { inflateRawSync } from "node:zlib";
import { Receiver } from "ws";

export const upgrade = {
	upgrade: "websocket",
	connection: "Upgrade",
	"sec-websocket-version": "13",
	"sec-websocket-key": "Y2xpY2tjbGFjayBwcm9vZg==",
};

/**
 * A WebSocket that answers nothing by itself, and on which anything at all can be said; a process can have thousands.
 */
export class RawWebSocket extends EventEmitter<{ frame: [text: string, isBinary: boolean]; changed: [] }> {
	/** there once it is open */
	socket: Socket | undefined;
	/** as performance.now() has it */
	opened_at: number | undefined;
	/** the code of the close frame, 0 when it ended without one */
	closed: number | undefined;
	/** why it ended without a close frame */
	error: string | undefined;
	readonly #request;

	/** @param url of the upgrade, with its query */
	constructor(url: string, headers: Record<string, string>) {
		super();
		this.#request = get(url, { headers: { ...upgrade, ...headers } })
			.on("response", ({ statusCode }) => this.#end(0, `refused: ${statusCode}`))
			.on("error", ({ message }) => this.#end(0, message))
			.on("upgrade", (_, socket, head) => this.#open(socket, head));
	}

	#open(socket: Socket, head: Buffer): void {
		this.socket = socket;
		this.opened_at = performance.now();
		const receiver = new Receiver()
			.on("message", (bytes: Buffer, isBinary: boolean) => this.#receive(bytes, isBinary))
			.on("conclude", (code: number) => this.#end(code))
			.on("error", ({ message }) => this.#end(0, message));
		// not piped: whoever stalls it pauses the socket, and a pipe would resume it
		socket.on("data", (chunk: Buffer) => receiver.write(chunk));
		socket.on("error", ({ message }) => this.#end(0, message));
		socket.on("close", () => this.#end(0, "ended without a close frame"));
		socket.unshift(head);
		this.emit("changed");
	}

	#receive(bytes: Buffer, isBinary: boolean): void {
		this.emit("frame", (isBinary ? inflateRawSync(bytes) : bytes).toString(), isBinary);
		this.emit("changed");
	}

	/** Waits until it is open. */
	async opened(): Promise<void> {
		while ((this.opened_at ?? this.closed) === undefined) await once(this, "changed");
		if (this.opened_at === undefined) throw new Error(`no socket: ${this.error ?? "no answer"}`);
	}

	send(bytes: Uint8Array): void {
		this.socket!.write(bytes);
	}

	#end(code: number, why?: string): void {
		if (this.closed === undefined) [this.closed, this.error] = [code, why];
		this.emit("changed");
	}

	/** Without a close frame. */
	close(): void {
		this.#request.destroy();
		this.socket?.destroy();
	}
}

const wait_ms = 10_000;

/** A raw socket that keeps all that it receives. */
export class RecordedSocket extends RawWebSocket {
	readonly received: { text: string; isBinary: boolean }[] = [];

	/** @param query of GET /api/realtime/ws */
	static async open(site_url: string, query: Record<string, string>, headers: Record<string, string>) {
		const url = `${site_url}/api/realtime/ws?${new URLSearchParams(query).toString()}`;
		const recorded = new RecordedSocket(url, headers);
		recorded.on("frame", (text, isBinary) => recorded.received.push({ text, isBinary }));
		await recorded.opened();
		return recorded;
	}

	has(text: string): boolean {
		return this.received.some((one) => one.text.includes(text));
	}

	/** @returns whether it came true within ten seconds */
	async until(isSo: () => boolean): Promise<boolean> {
		const signal = AbortSignal.timeout(wait_ms);
		while (!isSo() && !signal.aborted) await once(this, "changed", { signal }).catch(() => {});
		return isSo();
	}
}
