import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** The Worker trusts requests that carry this with the key that both were started with: see worker/middleware/listener.ts. */
const key_header = "x-clickclack-listener";

/**
 * Headers that a client must not send. Cloudflare (`CF-*`), the local runtime (`MF-*`) or a proxy sets them, and other
 * software may trust them.
 */
const claims =
	/^(?:mf-|cf-|x-mf-|x-forwarded|forwarded$|via$|x-clickclack-(?:actor|listener)$|(?:x-)?(?:real|client|true-client|cluster-client|x-cluster-client|fastly-client|appengine-user|azure-client)-?ip$|x-original-|x-rewrite-|x-host$|x-http-method)/;

/** Headers of this connection only. For a WebSocket also its compression, because each socket would hold buffers for it. */
const hop_by_hop = new Set([
	"connection",
	"expect",
	"http2-settings",
	"keep-alive",
	"proxy-authenticate",
	"proxy-authorization",
	"proxy-connection",
	"sec-websocket-extensions",
	"te",
	"trailer",
	"upgrade",
]);

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");
const plain = (address = ""): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** Some proxies add the port: `203.0.113.7:50123`, `[2001:db8::7]:50123`. */
const portless = (address: string): string =>
	/^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");

/** The proxies that are trusted to report a client's address. */
export class Proxies {
	readonly #known = new BlockList();

	/** @param ranges addresses, or ranges such as `10.0.0.0/8` */
	constructor(ranges: string[]) {
		for (const range of ranges) {
			const [address, bits] = range.split("/") as [string, string | undefined];
			if (bits === undefined) this.#known.addAddress(address, familyOf(address));
			else this.#known.addSubnet(address, Number(bits), familyOf(address));
		}
	}

	has(address: string | undefined): boolean {
		const known = plain(address);
		return isIP(known) !== 0 && this.#known.check(known, familyOf(known));
	}

	/** The client's address: the nearest one in X-Forwarded-For that is not a trusted proxy's. */
	clientOf({ socket, headers }: IncomingMessage): string {
		const peer = plain(socket.remoteAddress);
		if (!this.has(peer)) return peer;
		const noted = String(headers["x-forwarded-for"] ?? "").split(",");
		const client = noted.map((address) => plain(portless(address.trim()))).findLast((address) => !this.has(address));
		return client !== undefined && isIP(client) !== 0 ? client : peer;
	}
}

/** Names and values in turn, without those that `isLeftOut` selects. */
export function without(raw: string[], isLeftOut: (name: string) => boolean): string[] {
	const kept: string[] = [];
	for (let i = 0; i < raw.length; i += 2) if (!isLeftOut(raw[i]!.toLowerCase())) kept.push(raw[i]!, raw[i + 1]!);
	return kept;
}

/** The headers that say where a message ends always stay: otherwise its end could be read as the next request. */
const framing = new Set(["content-length", "transfer-encoding"]);

/** Headers that the Connection header lists. */
const named = ({ headers }: IncomingMessage): string[] =>
	(headers.connection ?? "")
		.split(",")
		.map((name) => name.trim().toLowerCase())
		.filter((name) => !framing.has(name));

/** Without either header a request has no body, whatever follows it. */
export const hasBody = ({ headers }: IncomingMessage): boolean => [...framing].some((name) => name in headers);

/** More than most requests have, or of unknown length. */
const large_bytes = 65_536;

/** A body that the Worker has to ask for before it is sent: it may refuse the request without reading it. */
export const hasLargeBody = (request: IncomingMessage): boolean =>
	hasBody(request) && !(Number(request.headers["content-length"]) <= large_bytes);

/** The headers that are forwarded to the Worker. */
export function requestHeaders(request: IncomingMessage, host: string, client: string, key: string): string[] {
	const own = new Set(["host", ...hop_by_hop, ...named(request)]);
	const kept = without(request.rawHeaders, (name) => own.has(name) || claims.test(name));
	return ["Host", host, ...kept, "CF-Connecting-IP", client, key_header, key];
}

/** The headers that are returned to the client. */
export const answerHeaders = (answer: IncomingMessage): string[] => {
	const own = new Set([...named(answer), "connection", "keep-alive"]);
	return without(answer.rawHeaders, (name) => own.has(name) && name !== "upgrade");
};
