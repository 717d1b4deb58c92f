import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** The Worker believes who carries this, and the key that both were started with: see worker/middleware/listener.ts. */
const key_header = "x-clickclack-listener";

/**
 * What a client may not say of itself. Cloudflare (`CF-*`), the local runtime (`MF-*`) or a proxy would have said it,
 * and somebody else's software may believe it.
 */
const claims =
	/^(?:mf-|cf-|x-mf-|x-forwarded|forwarded$|via$|x-clickclack-(?:actor|listener)$|(?:x-)?(?:real|client|true-client|cluster-client|x-cluster-client|fastly-client|appengine-user|azure-client)-?ip$|x-original-|x-rewrite-|x-host$|x-http-method)/;

/** What concerns this connection only. Of a WebSocket, its compression too: each socket would hold buffers for it. */
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

/** Some proxies note the port as well: `203.0.113.7:50123`, `[2001:db8::7]:50123`. */
const portless = (address: string): string =>
	/^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");

/** The proxies whose word about a client's address is taken. */
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

	/** Where a request comes from: of what a proxy noted, the nearest address that is not a proxy's own. */
	clientOf({ socket, headers }: IncomingMessage): string {
		const peer = plain(socket.remoteAddress);
		if (!this.has(peer)) return peer;
		const noted = String(headers["x-forwarded-for"] ?? "").split(",");
		const client = noted.map((address) => plain(portless(address.trim()))).findLast((address) => !this.has(address));
		return client !== undefined && isIP(client) !== 0 ? client : peer;
	}
}

/** Names and values in turn, without those that `isLeftOut` names. */
export function without(raw: string[], isLeftOut: (name: string) => boolean): string[] {
	const kept: string[] = [];
	for (let i = 0; i < raw.length; i += 2) if (!isLeftOut(raw[i]!.toLowerCase())) kept.push(raw[i]!, raw[i + 1]!);
	return kept;
}

/** What says where a message ends is never left out: its end would be the beginning of somebody else's message. */
const framing = new Set(["content-length", "transfer-encoding"]);

/** Headers that a message names as its connection's own. */
const named = ({ headers }: IncomingMessage): string[] =>
	(headers.connection ?? "")
		.split(",")
		.map((name) => name.trim().toLowerCase())
		.filter((name) => !framing.has(name));

/** Without either header a request has no body, whatever comes after it. */
export const hasBody = ({ headers }: IncomingMessage): boolean => [...framing].some((name) => name in headers);

/** What goes on to the Worker. */
export function requestHeaders(request: IncomingMessage, host: string, client: string, key: string): string[] {
	const own = new Set(["host", ...hop_by_hop, ...named(request)]);
	const kept = without(request.rawHeaders, (name) => own.has(name) || claims.test(name));
	return ["Host", host, ...kept, "CF-Connecting-IP", client, key_header, key];
}

/** What goes back to the client. */
export const answerHeaders = (answer: IncomingMessage): string[] => {
	const own = new Set([...named(answer), "connection", "keep-alive"]);
	return without(answer.rawHeaders, (name) => own.has(name) && name !== "upgrade");
};
