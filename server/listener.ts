import { Agent, type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream";
import { type Configuration, max_message_bytes } from "@clickclack/protocol";
import { compressedHeaders, compressionFor } from "./compression.ts";
import { CloseDetector, MessageLimit } from "./frames.ts";
import { Proxies, answerHeaders, hasBody, requestHeaders, without } from "./headers.ts";
import { Refusal, rawRefusal, refuse } from "./refusal.ts";
import { Slots } from "./slots.ts";

/** Where the Worker listens, and what it knows its listener by. */
export interface Inner {
	url: URL;
	key: string;
}

type Settings = Pick<Configuration, "PORT" | "LISTEN_ADDRESS" | "PUBLIC_URL" | "TRUSTED_PROXIES">;

/** Slow enough for a phone in a train, short enough that nobody holds connections open with half a request. */
const [headers_ms, request_ms, check_ms] = [15_000, 300_000, 5_000];
/** So long an answer waits for a client that does not read it. */
const unread_ms = 60_000;
/** Requests that are being answered: of one address, and in all. Each holds files open, here and in the runtime. */
const [most_of_one, most_at_once] = [128, 512];
/** Of one address; what waits holds little. */
const most_waiting = 2_000;
/** The runtime drops connections that were idle for 5 s. */
const idle_ms = 4_000;

/** So long a client may take to answer the server's close frame. One that does not would hold its buffers in the runtime. */
const close_timeout_ms = 3_000;
/** After both close frames: until they have left our buffers. */
const linger_ms = 50;

/** WebSocket close frame, code 1009: message too big. */
const too_big = Buffer.from([0x88, 2, 1009 >> 8, 1009 & 0xff]);

/**
 * What listens for a server that runs on one machine. Its own address and PUBLIC_URL are the only hosts that it answers
 * for, and the Worker sees one of them, whatever else a request says; see docs/security.md.
 */
export class Listener {
	readonly #inner: Inner;
	readonly #settings: Settings;
	readonly #public: URL | undefined;
	readonly #proxies: Proxies;
	readonly #hosts: ReadonlySet<string>;
	readonly #agent = new Agent({ keepAlive: true, timeout: idle_ms, maxSockets: most_at_once });
	readonly #slots = new Slots(most_of_one, most_waiting);
	readonly #server: Server;

	constructor(inner: Inner, settings: Settings) {
		this.#inner = inner;
		this.#settings = settings;
		this.#public = settings.PUBLIC_URL === undefined ? undefined : new URL(settings.PUBLIC_URL);
		this.#proxies = new Proxies(settings.TRUSTED_PROXIES);
		this.#hosts = new Set(ownHosts(settings));
		const timeouts = {
			headersTimeout: headers_ms,
			requestTimeout: request_ms,
			connectionsCheckingInterval: check_ms,
		};
		// others, such as Java's offer of HTTP/2, are for the server to pass over
		const options = { ...timeouts, shouldUpgradeCallback: isWebSocket };
		this.#server = createServer(options, (incoming, response) => this.#serve(incoming, response));
		this.#server.on("upgrade", (incoming, socket, head) => this.#upgrade(incoming, socket, head));
	}

	async listen(): Promise<void> {
		const { PORT, LISTEN_ADDRESS } = this.#settings;
		await new Promise<void>((resolve, reject) => {
			this.#server.once("error", reject).listen(PORT, LISTEN_ADDRESS, resolve);
		});
	}

	close(): void {
		this.#server.close();
		this.#server.closeAllConnections();
		this.#agent.destroy();
	}

	/** The address that the Worker is to see; undefined for a host that is not ours. */
	#originFor({ headers: { host = "" }, rawHeaders, socket }: IncomingMessage): string | undefined {
		const asked = host.toLowerCase();
		if (rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === "host").length > 1) return undefined;
		if (asked.replace(/:(?:80|443)$/, "") === this.#public?.host) return this.#public.origin;
		if (!this.#hosts.has(asked)) return undefined;
		// a proxy may hide the host that it was asked for
		return this.#public && this.#proxies.has(socket.remoteAddress) ? this.#public.origin : `http://${asked}`;
	}

	/** @throws Refusal */
	#ask(incoming: IncomingMessage, more: string[] = []) {
		const { url: path = "", method } = incoming;
		if (!path.startsWith("/")) throw new Refusal("invalid_request", "the address has to be a path");
		const origin = this.#originFor(incoming);
		if (origin === undefined) throw new Refusal("misdirected", "this server does not answer for that host");
		if (isReserved(path)) throw new Refusal("route_not_found", "route not found");
		const { host } = new URL(origin);
		const headers = requestHeaders(incoming, host, this.#proxies.clientOf(incoming), this.#inner.key);
		const { hostname, port } = this.#inner.url;
		// the whole address, as to a proxy: so the Worker sees the one that is ours, with its scheme
		return request({ agent: this.#agent, hostname, port, method, path: origin + path, headers: [...headers, ...more] });
	}

	/** As soon as others of the same address leave room for it. */
	#serve(incoming: IncomingMessage, response: ServerResponse): void {
		const address = this.#proxies.clientOf(incoming);
		const leave = () => this.#slots.leave(address);
		const begin = () => {
			if (response.destroyed || incoming.socket.destroyed) return leave();
			response.once("close", leave);
			this.#pass(incoming, response);
		};
		if (!this.#slots.enter(address, begin))
			refuse(response, new Refusal("rate_limited", "too much at once: try again in a moment"));
	}

	#pass(incoming: IncomingMessage, response: ServerResponse): void {
		const fail = (error: Error) => (response.headersSent ? response.destroy() : refuse(response, error));
		try {
			response.setTimeout(unread_ms, () => response.destroy());
			const asked = this.#ask(incoming);
			asked.on("error", fail).on("response", (answer) => {
				const gzip = compressionFor(incoming, answer);
				const headers = gzip ? compressedHeaders(answerHeaders(answer)) : answerHeaders(answer);
				response.writeHead(answer.statusCode!, answer.statusMessage, headers);
				pipeline(gzip ? [answer, gzip, response] : [answer, response], () => {});
			});
			response.on("close", () => asked.destroy());
			if (hasBody(incoming)) incoming.pipe(asked);
			else asked.end();
		} catch (error) {
			fail(error as Error);
		}
	}

	#upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
		socket.on("error", () => socket.destroy());
		const fail = (error: Error) => socket.writable && socket.end(rawRefusal(error));
		try {
			if (!isWebSocket(incoming)) throw new Refusal("invalid_request", "the only upgrade here is to a WebSocket");
			const asked = this.#ask(incoming, ["Connection", "Upgrade", "Upgrade", "websocket"]);
			asked.on("error", fail).on("response", (answer) => {
				socket.write(rawHead(answer, ["Connection", "close"]));
				pipeline(answer, socket, () => {});
			});
			asked.on("upgrade", (answer, inner, early) => {
				socket.write(rawHead(answer, ["Connection", "Upgrade"]));
				socket.unshift(head);
				// it may hold the close frame already
				inner.unshift(early);
				join(socket, inner);
			});
			socket.on("close", () => asked.destroy());
			asked.end();
		} catch (error) {
			fail(error as Error);
		}
	}
}

const isWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === "websocket";

/** Both ways, until one side ends; what the client sends is limited. */
function join(socket: Duplex, inner: Duplex): void {
	const limit = new MessageLimit(max_message_bytes);
	const closing = new CloseDetector();
	const end = () => void [socket.destroy(), inner.destroy()];
	for (const side of [socket, inner]) side.on("error", end).on("close", end);
	inner.pipe(socket);
	inner.on("data", (chunk: Buffer) => closing.isIn(chunk) && finish());
	// Node's clients tell of a closing when the connection ends, and the runtime keeps it for ten seconds (2026-11-28)
	const finish = (): void => {
		inner.unpipe(socket).resume();
		socket.end();
		setTimeout(end, close_timeout_ms).unref();
	};
	const endWhenBothClose = () => closing.wasSent && limit.isClosing && setTimeout(end, linger_ms).unref();
	const forward = (chunk: Buffer): void => {
		if (limit.take(chunk)) {
			if (!inner.write(chunk)) socket.pause();
			return void endWhenBothClose();
		}
		socket.off("data", forward);
		inner.unpipe(socket);
		socket.end(too_big, end);
	};
	socket.on("data", forward);
	inner.on("drain", () => socket.resume());
	socket.on("end", () => inner.end());
}

function ownHosts({ LISTEN_ADDRESS: host, PORT: port }: Settings): string[] {
	const names = ["localhost", "127.0.0.1", "[::1]", host.includes(":") ? `[${host}]` : host];
	return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

/** What Cloudflare and the local runtime answer themselves, however it is spelled. */
function isReserved(path: string): boolean {
	const { pathname } = new URL(`http://localhost${path}`);
	return /^[/\\]*cdn-cgi(?:[/\\]|$)/i.test(decode(pathname));
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The head of an answer that ends with its connection, or becomes a socket. */
function rawHead(answer: IncomingMessage, more: string[]): string {
	const headers = [...without(answerHeaders(answer), (name) => name === "transfer-encoding"), ...more];
	const lines = headers.map((part, i) => (i % 2 === 0 ? `${part}: ` : `${part}\r\n`));
	return `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${lines.join("")}\r\n`;
}
