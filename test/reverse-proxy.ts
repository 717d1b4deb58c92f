import { type IncomingMessage, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands in front of a server, as nginx or Caddy would. */
export interface ReverseProxy {
	port: number;
	stop: () => void;
}

let count = 0;
/** Another address of this machine each time, so that no limit for one address is met by accident. */
const someLoopback = () => `127.0.${1 + ((count >> 7) & 127)}.${1 + (count++ & 127)}`;

/**
 * @param target the port that it leads to
 * @param hides whether the server sees its own address as the host, as with nginx' default, or the one that was asked for
 */
export async function reverseProxy(target: number, hides: boolean): Promise<ReverseProxy> {
	const options = ({ method, url, headers, socket }: IncomingMessage) => ({
		host: "127.0.0.1",
		localAddress: someLoopback(),
		port: target,
		method,
		path: url,
		headers: {
			...headers,
			host: hides ? `127.0.0.1:${target}` : headers.host,
			"x-forwarded-for": [headers["x-forwarded-for"], socket.remoteAddress].filter(Boolean).join(", "),
		},
	});
	const server = createServer((incoming, response) => {
		const asked = request(options(incoming), (answer) => {
			response.writeHead(answer.statusCode!, answer.rawHeaders);
			answer.pipe(response);
		});
		asked.on("error", () => response.destroy());
		incoming.pipe(asked);
	});
	server.on("upgrade", (incoming, socket) => {
		const asked = request(options(incoming));
		asked.on("error", () => socket.destroy());
		asked.on("response", (answer) => {
			socket.end(`HTTP/1.1 ${answer.statusCode} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
			answer.resume();
		});
		asked.on("upgrade", (answer, inner) => {
			const lines = answer.rawHeaders.map((part, i) => (i % 2 === 0 ? `${part}: ` : `${part}\r\n`)).join("");
			socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\n`);
			inner.pipe(socket).pipe(inner);
			for (const side of [inner, socket]) side.on("error", () => [inner, socket].map((one) => one.destroy()));
		});
		asked.end();
	});
	await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
	const stop = () => {
		server.close();
		server.closeAllConnections();
	};
	return { port: (server.address() as AddressInfo).port, stop };
}
