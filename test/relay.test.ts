import { setTimeout as pause } from "node:timers/promises";
import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { readConfiguration } from "@clickclack/protocol";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Listener } from "../server/listener.ts";

/* What the listener passes on, as a Worker in its place would see it: byte for byte, with no Worker to be kind about it. */
interface Seen {
	line: string;
	headers: [string, string][];
	body: string;
}

const port = 8_943;
const key = "the-key";
const public_url = "https://chat.example";
let seen: Seen[] = [];
let held: ServerResponse[] = [];
let inner: Server;
let listener: Listener;

async function take(request: IncomingMessage): Promise<Seen> {
	const raw = request.rawHeaders;
	const headers = raw.flatMap((name, i): [string, string][] =>
		i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1]!]] : [],
	);
	return { line: `${request.method} ${request.url}`, headers, body: await text(request) };
}

beforeAll(async () => {
	inner = createServer(async (request, response) => {
		seen.push(await take(request));
		if (request.url?.endsWith("/held")) held.push(response);
		else response.end("{}");
	}).listen(0, "127.0.0.1");
	await once(inner, "listening");
	const url = new URL(`http://127.0.0.1:${(inner.address() as AddressInfo).port}`);
	listener = new Listener({ url, key }, readConfiguration({ PORT: String(port), PUBLIC_URL: public_url }));
	await listener.listen();
});
afterAll(() => {
	listener.close();
	inner.close();
	inner.closeAllConnections();
});
beforeEach(() => void (seen = []));

/**
 * Sends bytes and gives what comes back until the other side ends, or falls silent after an answer.
 * @param wait_ms for one who hangs up after that time, answered or not
 */
async function send(bytes: string, wait_ms?: number): Promise<string> {
	const socket = connect(port, "127.0.0.1");
	socket.on("error", () => {});
	socket.write(bytes);
	let answer = "";
	socket.on("data", (data) => (answer += data.toString("latin1")));
	const ended = once(socket, "close");
	if (wait_ms === undefined) await Promise.race([ended, once(socket, "data"), pause(30_000)]);
	await Promise.race([ended, pause(wait_ms ?? 150)]);
	socket.destroy();
	return answer;
}

const request = (head: string[], body = "") =>
	`${[...head.slice(0, 1), `Host: 127.0.0.1:${port}`, ...head.slice(1)].join("\r\n")}\r\n\r\n${body}`;

const hidden = "DELETE http://127.0.0.1/api/channels/x HTTP/1.1\r\nX-Ignore: ";

for (const method of ["GET", "HEAD", "DELETE", "OPTIONS", "POST", "PUT", "PATCH"])
	for (const framing of ["content-length", "transfer-encoding"])
		test(`the end of a ${method} is where it says, also where its connection is said to own the ${framing}: nothing of it is somebody else's request`, async () => {
			const [own, body] =
				framing === "content-length"
					? [`Content-Length: ${hidden.length}`, hidden]
					: ["Transfer-Encoding: chunked", `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`];
			await send(request([`${method} /healthz HTTP/1.1`, `Connection: keep-alive, ${framing}`, own], body));
			await send(request(["GET /api/me HTTP/1.1", "Authorization: Bearer victim", "Connection: close"]));
			expect(seen.map(({ line }) => line)).toEqual([
				`${method} http://127.0.0.1:${port}/healthz`,
				`GET http://127.0.0.1:${port}/api/me`,
			]);
			expect(seen[0]!.body).toBe(hidden);
			expect(seen[0]!.headers.flat()).not.toContain("Bearer victim");
		});

test("what comes after a request without a body is another request, with nothing of the first", async () => {
	await send(request(["GET /a HTTP/1.1"]) + request(["GET /b HTTP/1.1", "Connection: close"]));
	expect(seen.map(({ line, body }) => [line.slice(-2), body])).toEqual([
		["/a", ""],
		["/b", ""],
	]);
});

test("a message with two ends, or none that can be told, reaches nobody", async () => {
	const malformed = [
		["Content-Length: 4", "Transfer-Encoding: chunked"],
		["Content-Length: 4", "Content-Length: 5"],
		["Content-Length: +4"],
		["Transfer-Encoding: chunked, identity"],
		["Transfer-Encoding : chunked"],
		["Transfer-Encoding:\tchunked", "Content-Length: 4"],
		["X: y\r\n folded", "Content-Length: x"],
	];
	for (const lines of malformed) {
		const answer = await send(request(["POST /healthz HTTP/1.1", ...lines], "0\r\n\r\nGET /b HTTP/1.1\r\n\r\n"));
		expect(answer, lines.join()).toMatch(/^HTTP\/1\.1 400 /);
	}
	expect(seen).toEqual([]);
});

/** Headers by which a stranger could pass for somebody or something else, in forms that some software takes for the same. */
const claims = [
	..."MF-Original-URL MF-Original-Hostname MF-Proxy-Shared-Secret MF-Route-Override MF-CF-Blob MF-Op MF-Op-Secret".split(
		" ",
	),
	..."MF-Disable-Pretty-Error X-MF-Anything CF-Connecting-IP CF-Connecting-IPv6 CF-Pseudo-IPv4 CF-Visitor".split(" "),
	..."CF-Worker CF-Ray CF-IPCountry CF-Access-Jwt-Assertion CF-Access-Authenticated-User-Email True-Client-IP".split(
		" ",
	),
	..."X-Real-IP X-Client-IP X-Cluster-Client-IP Fastly-Client-IP Forwarded Via X-Forwarded X-Forwarded-For".split(" "),
	..."X-Forwarded-Host X-Forwarded-Port X-Forwarded-Proto X-Forwarded-Server X-Forwarded-User X-Original-URL".split(
		" ",
	),
	..."X-Original-Host X-Rewrite-URL X-Host X-HTTP-Method-Override X-ClickClack-Actor X-ClickClack-Listener".split(" "),
];

test("nothing that a stranger claims is passed on: not once, not twice, not in capitals, not named by the connection", async () => {
	const added = new Set(["cf-connecting-ip", "x-clickclack-listener"]);
	const forge = (name: string, connection: string) =>
		send(request(["GET /a HTTP/1.1", `${name}: forged`, `${name}: forged`, `Connection: ${connection}`]));
	for (const claim of claims)
		await Promise.all([
			forge(claim, "close"),
			forge(claim.toUpperCase(), "close"),
			forge(claim.toLowerCase(), `close, ${claim}`),
		]);
	expect(seen).toHaveLength(3 * claims.length);
	for (const { headers } of seen) {
		expect(headers.flat()).not.toContain("forged");
		const known = headers.filter(([name]) => claims.some((claim) => claim.toLowerCase() === name));
		expect(known.map(([name]) => name).toSorted()).toEqual([...added]);
	}
	expect(claims.length).toBeGreaterThanOrEqual(30);
});

test("the Worker is told who asks and where, once each, and all else as it came", async () => {
	await send(
		request(["GET /a?b=%41 HTTP/1.1", "X-One: 1", "x-one: 2", "Cookie: a=b", "Connection: x-one, close", "X-Two: ü"]),
	);
	const [{ line, headers }] = seen as [Seen];
	expect(line).toBe(`GET http://127.0.0.1:${port}/a?b=%41`);
	expect(headers.filter(([name]) => name !== "connection")).toEqual([
		["host", `127.0.0.1:${port}`],
		["cookie", "a=b"],
		["x-two", "Ã¼"],
		["cf-connecting-ip", "127.0.0.1"],
		["x-clickclack-listener", key],
	]);
});

test("of one address so many requests are answered at once, however many come on one line; the others wait", async () => {
	const one = request(["GET /held HTTP/1.1"]);
	const last = request(["GET /held HTTP/1.1", "Connection: close"]);
	const answers = send(one.repeat(199) + last, 60_000);
	await expect.poll(() => held.length).toBe(128);
	for (const response of held.splice(0)) response.end("{}");
	await expect.poll(() => held.length).toBe(72);
	for (const response of held.splice(0)) response.end("{}");
	expect((await answers).match(/HTTP\/1\.1 200 /g)).toHaveLength(200);
});

test("whoever hung up while they waited holds no place, and beyond two thousand nobody waits", async () => {
	const one = request(["GET /held HTTP/1.1"]);
	const crowd = Array.from({ length: 16 }, () => send(one.repeat(133), 2_000));
	await expect.poll(() => held.length).toBe(128);
	await expect.poll(() => send(one, 50)).toMatch(/^HTTP\/1\.1 429 [^]*Retry-After: 1\r\n/);
	await Promise.all(crowd);
	for (const response of held.splice(0)) response.end("{}");
	await send(request(["GET /after HTTP/1.1", "Connection: close"]));
	await expect.poll(() => seen.at(-1)!.line).toMatch(/\/after$/);
});

test("two hosts are none", async () => {
	const two = (first: string, second: string) => send(`GET /a HTTP/1.1\r\nHost: ${first}\r\nHost: ${second}\r\n\r\n`);
	for (const answer of [await two(`localhost:${port}`, "evil"), await two("evil", `localhost:${port}`)])
		expect(answer).toMatch(/^HTTP\/1\.1 4(?:00|21) /);
	expect(seen).toEqual([]);
});

test("the public host is known with its default port too", async () => {
	for (const host of ["chat.example", "CHAT.example", "chat.example:443"])
		await send(`GET /a HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
	expect(seen.map(({ line }) => line)).toEqual(Array.from({ length: 3 }, () => `GET ${public_url}/a`));
});
