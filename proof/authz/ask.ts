import { Agent, type IncomingMessage, request } from "node:http";
import { upgrade } from "../upgrade.ts";

/** A request as it goes over the wire. */
export interface Request {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: string;
}

export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
	took_ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Asks once, with nothing between us and the server. A socket that is let in is closed at once. */
export function ask(url: string, asked: Request): Promise<Answer> {
	const { method, path, body } = asked;
	const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
	const headers = { ...asked.headers, ...length, ...(path.startsWith("/api/realtime/ws") && upgrade) };
	const { promise, resolve, reject } = Promise.withResolvers<Answer>();
	const began = performance.now();
	const sending = request(new URL(path, url), { method, headers, agent });
	sending.on("response", (response) => read(response, began).then(resolve, reject));
	sending.on("upgrade", (response, socket) => {
		socket.destroy();
		resolve(answerOf(response, "", began));
	});
	sending.on("error", reject);
	sending.end(body);
	return promise;
}

async function read(response: IncomingMessage, began: number): Promise<Answer> {
	let body = "";
	for await (const chunk of response.setEncoding("utf8")) body += chunk;
	return answerOf(response, body, began);
}

function answerOf(response: IncomingMessage, body: string, began: number): Answer {
	const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
	return { status: response.statusCode!, headers, body, took_ms: performance.now() - began };
}

/** How somebody may try it again by hand. */
export function curl({ method, path, body }: Request, who: string): string {
	const data = body === undefined ? "" : ` -H 'content-type: application/json' -d '${body.replaceAll("'", "'\\''")}'`;
	return `curl -i -X ${method} -H 'authorization: Bearer <${who}>'${data} "$SERVER${path}"`;
}
