import { Agent, type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream";
import type { Configuration } from "@clickclack/protocol";
import { compressedHeaders, compressionFor } from "./compression.ts";
import { Proxies, answerHeaders, hasBody, hasLargeBody, requestHeaders, without } from "./headers.ts";
import { Hosts } from "./hosts.ts";
import { Refusal, rawRefusal, refuse } from "./refusal.ts";
import { Slots } from "./slots.ts";
import { join } from "./tunnel.ts";

/** The Worker's address, and the key by which it recognises its listener. */
export interface Inner {
	url: URL;
	key: string;
}

type Settings = Pick<Configuration, "PORT" | "LISTEN_ADDRESS" | "PUBLIC_URL" | "TRUSTED_PROXIES">;

/** Long enough for a slow phone, short enough that nobody can hold connections open with half a request. */
const [headers_ms, request_ms, check_ms] = [15_000, 300_000, 5_000];
/** How long an answer waits for a client that does not read it. */
const unread_ms = 60_000;
/** The most concurrent requests: of one address, and in all. Each holds files open, here and in the runtime. */
const [most_of_one, most_at_once] = [128, 512];
/** The most waiting requests of one address; a waiting one holds little. */
const most_waiting = 2_000;
/** The runtime closes connections that were idle for 5 s. */
const idle_ms = 4_000;

/**
 * The HTTP server of `npm start`. It answers only for its own address and for PUBLIC_URL, and the Worker sees one of the
 * two, whatever a request's headers say; see docs/security.md.
 */
export class Listener {
	readonly #inner: Inner;
	readonly #settings: Settings;
	readonly #proxies: Proxies;
	readonly #hosts: Hosts;
	readonly #agent = new Agent({ keepAlive: true, timeout: idle_ms, maxSockets: most_at_once });
	readonly #slots = new Slots(most_of_one, most_waiting);
	readonly #server: Server;

	constructor(inner: Inner, settings: Settings) {
		this.#inner = inner;
		this.#settings = settings;
		this.#proxies = new Proxies(settings.TRUSTED_PROXIES);
		this.#hosts = new Hosts(settings, this.#proxies);
		const timeouts = {
			headersTimeout: headers_ms,
			requestTimeout: request_ms,
			connectionsCheckingInterval: check_ms,
		};
		// other upgrades, such as Java's offer of HTTP/2, are ignored
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

	/** @throws Refusal */
	#request(incoming: IncomingMessage, more: string[] = []) {
		const { url: path = "", method } = incoming;
		if (!path.startsWith("/")) throw new Refusal("invalid_request", "the address must be a path");
		const origin = this.#hosts.originOf(incoming);
		if (origin === undefined) throw new Refusal("misdirected", "this server does not answer for that host");
		if (isReserved(path)) throw new Refusal("route_not_found", "route not found");
		const { host } = new URL(origin);
		const headers = requestHeaders(incoming, host, this.#proxies.clientOf(incoming), this.#inner.key);
		const { hostname, port } = this.#inner.url;
		// the absolute address, as for a proxy, so that the Worker sees our origin with its scheme
		return request({ agent: this.#agent, hostname, port, method, path: origin + path, headers: [...headers, ...more] });
	}

	/** Answers a request as soon as its address has a free slot. */
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
			const isLarge = hasLargeBody(incoming);
			const upstream = this.#request(incoming, isLarge ? ["Expect", "100-continue"] : []);
			upstream.on("error", fail).on("response", (answer) => {
				const gzip = compressionFor(incoming, answer);
				const headers = gzip ? compressedHeaders(answerHeaders(answer)) : answerHeaders(answer);
				response.writeHead(answer.statusCode!, answer.statusMessage, headers);
				pipeline(gzip ? [answer, gzip, response] : [answer, response], () => {});
			});
			response.on("close", () => upstream.destroy());
			if (isLarge) upstream.on("continue", () => incoming.pipe(upstream));
			else if (hasBody(incoming)) incoming.pipe(upstream);
			else upstream.end();
		} catch (error) {
			fail(error as Error);
		}
	}

	#upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
		socket.on("error", () => socket.destroy());
		const fail = (error: Error) => socket.writable && socket.end(rawRefusal(error));
		try {
			if (!isWebSocket(incoming)) throw new Refusal("invalid_request", "the only upgrade here is to a WebSocket");
			const upstream = this.#request(incoming, ["Connection", "Upgrade", "Upgrade", "websocket"]);
			upstream.on("error", fail).on("response", (answer) => {
				socket.write(rawHead(answer, ["Connection", "close"]));
				pipeline(answer, socket, () => {});
			});
			upstream.on("upgrade", (answer, inner, early) => {
				socket.write(rawHead(answer, ["Connection", "Upgrade"]));
				socket.unshift(head);
				// it may contain the close frame already
				inner.unshift(early);
				join(socket, inner);
			});
			socket.on("close", () => upstream.destroy());
			upstream.end();
		} catch (error) {
			fail(error as Error);
		}
	}
}

const isWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === "websocket";

/** Paths that Cloudflare and the local runtime answer themselves, however they are spelled. */
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

/** The head of an answer that ends with its connection, or upgrades it. */
function rawHead(answer: IncomingMessage, more: string[]): string {
	const headers = [...without(answerHeaders(answer), (name) => name === "transfer-encoding"), ...more];
	const lines = headers.map((part, i) => (i % 2 === 0 ? `${part}: ` : `${part}\r\n`));
	return `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${lines.join("")}\r\n`;
}
