// What `npm start` is told by its environment. Needs Node 20 and no package.
import { isIP } from "node:net";

const wildcards = ["0.0.0.0", "::"];

/** @typedef {{ port: number, host: string, public_url: URL | undefined, trusted_proxies: string[], state: string }} Settings */

/**
 * @param {Record<string, string | undefined>} env
 * @returns {Settings}
 * @throws Error with words for people
 */
export function readSettings(env) {
	const {
		LISTEN_ADDRESS: host = "127.0.0.1",
		PUBLIC_URL,
		TRUSTED_PROXIES = "",
		CLICKCLACK_STATE: state = ".wrangler/state",
	} = env;
	const port = Number(env.PORT ?? 8787);
	if (!Number.isInteger(port) || port < 1 || port > 65_535)
		throw new Error(`PORT is ${env.PORT}, which is no port: choose a number from 1 to 65535.`);
	if (isIP(host) === 0) throw new Error(`LISTEN_ADDRESS is ${host}: give the IP address of this machine to listen on.`);
	const public_url = PUBLIC_URL ? readOrigin(PUBLIC_URL) : undefined;
	if (wildcards.includes(host) && !public_url)
		throw new Error(
			`LISTEN_ADDRESS is ${host}: say at which address people reach it, as in PUBLIC_URL=https://chat.example.com`,
		);
	const trusted_proxies = TRUSTED_PROXIES.split(",")
		.map((proxy) => proxy.trim())
		.filter(Boolean);
	for (const proxy of trusted_proxies) refuseNoAddress(proxy);
	if (trusted_proxies.length > 0 && !public_url)
		throw new Error("TRUSTED_PROXIES needs PUBLIC_URL, the address at which people reach the proxy.");
	return { port, host, public_url, trusted_proxies, state };
}

function readOrigin(text) {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url && ["http:", "https:"].includes(url.protocol) && url.href === `${url.origin}/`) return url;
	throw new Error(`PUBLIC_URL is ${text}: give the address alone, as in https://chat.example.com`);
}

function refuseNoAddress(text) {
	const [address, bits, more] = text.split("/");
	const width = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
	const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= width);
	if (width < 0 || !isRange || more !== undefined)
		throw new Error(
			`TRUSTED_PROXIES has ${text}: give IP addresses or ranges such as 10.0.0.0/8, separated by commas.`,
		);
}

/** Where this machine itself reaches what listens there. */
export const urlOf = ({ host, port }) => {
	const reached = wildcards.includes(host) ? "127.0.0.1" : host;
	return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
};
