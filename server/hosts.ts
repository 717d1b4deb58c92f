import type { IncomingMessage } from "node:http";
import type { Configuration } from "@clickclack/protocol";
import type { Proxies } from "./headers.ts";

type Settings = Pick<Configuration, "PORT" | "LISTEN_ADDRESS" | "PUBLIC_URL">;

/** The hosts that the server answers for: its own address and PUBLIC_URL. */
export class Hosts {
	readonly #public: URL | undefined;
	readonly #own: ReadonlySet<string>;
	readonly #proxies: Proxies;

	constructor(settings: Settings, proxies: Proxies) {
		this.#public = settings.PUBLIC_URL === undefined ? undefined : new URL(settings.PUBLIC_URL);
		this.#own = new Set(ownHosts(settings));
		this.#proxies = proxies;
	}

	/** The origin that the Worker sees; undefined for a host that is not ours. */
	originOf({ headers: { host = "" }, rawHeaders, socket }: IncomingMessage): string | undefined {
		const given = host.toLowerCase();
		if (rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === "host").length > 1) return undefined;
		if (given.replace(/:(?:80|443)$/, "") === this.#public?.host) return this.#public.origin;
		if (!this.#own.has(given)) return undefined;
		// a proxy may have replaced the Host header
		return this.#public && this.#proxies.has(socket.remoteAddress) ? this.#public.origin : `http://${given}`;
	}
}

function ownHosts({ LISTEN_ADDRESS: host, PORT: port }: Settings): string[] {
	const names = ["localhost", "127.0.0.1", "[::1]", host.includes(":") ? `[${host}]` : host];
	return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}
