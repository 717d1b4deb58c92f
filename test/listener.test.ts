import { spawnSync } from "node:child_process";
import { request } from "node:http";
import { type Socket, connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { readConfiguration } from "@clickclack/protocol";
import { ClickClack } from "@clickclack/sdk";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { isStale } from "../scripts/build.mjs";
import { quiet, readBuilt } from "../server/built.ts";
import { Listener } from "../server/listener.ts";
import { reverseProxy } from "./reverse-proxy.ts";
import { scratch } from "./server.ts";

const root = join(import.meta.dirname, "..");
const public_url = "https://chat.example";
const operator = "operator-of-the-listener-test";
const key = "key-of-the-listener-test";
/** One knows of nothing in front of it, one of a proxy on this machine. */
const ports = { bare: 8_941, proxied: 8_942 };
const stops: (() => unknown)[] = [];
let inner: URL;
/** The owner's id and session. */
let ada: { id: string; token: string };
let workspace_id: string;

beforeAll(async () => {
	if (isStale("worker")) spawnSync("node", ["scripts/build.mjs", "worker"], { cwd: root });
	const built = readBuilt(join(root, "wrangler.toml"), join(root, "dist/worker"), {
		ADMIN_TOKEN: operator,
		LISTENER_KEY: key,
	});
	const runtime = new Miniflare({
		host: "127.0.0.1",
		...quiet,
		resourcePersistencePath: scratch(),
		workers: [{ config: built, dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0, proxy: true }] } }],
	});
	inner = await runtime.unsafeGetDirectURL();
	const behind = { PUBLIC_URL: public_url, TRUSTED_PROXIES: "127.0.0.0/8" };
	for (const [port, more] of [
		[ports.bare, {}],
		[ports.proxied, behind],
	] as const) {
		const listener = new Listener({ url: inner, key }, readConfiguration({ PORT: String(port), ...more }));
		await listener.listen();
		stops.push(() => listener.close());
	}
	stops.push(() => runtime.dispose());
	const { admin } = new ClickClack({ baseUrl: `http://127.0.0.1:${ports.bare}`, token: operator });
	const { user, workspace } = await admin.bootstrap({
		name: "Ada",
		email: "ada@example.com",
		workspace_name: "Home",
		channels: ["general"],
	});
	const chat = new ClickClack({ baseUrl: `http://127.0.0.1:${ports.bare}` });
	const { token } = await chat.auth.consumeMagicLink((await admin.createMagicLink({ user_id: user.id })).token);
	ada = { id: user.id, token };
	workspace_id = workspace.id;
}, 60_000);

afterAll(async () => {
	for (const stop of stops) await stop();
});

interface Ask {
	path: string;
	method?: string;
	headers?: Record<string, string>;
	body?: object;
}

interface Answer {
	status: number;
	code: string | undefined;
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/** One request, as no client library would send it: Host and all else as given. */
async function ask(port: number, { path, headers = {}, body, method = body ? "POST" : "GET" }: Ask): Promise<Answer> {
	const json = body && { "content-type": "application/json" };
	return new Promise((resolve, reject) => {
		const options = { host: "127.0.0.1", port, path, method, headers: { ...json, ...headers } };
		const asked = request(options, async (answer) => {
			const said = await text(answer);
			const code = /"code":"(\w+)"/.exec(said)?.[1];
			resolve({ status: answer.statusCode!, code, headers: answer.headers, body: said });
		});
		asked.on("upgrade", (_, socket) => {
			socket.destroy();
			resolve({ status: 101, code: undefined, headers: {}, body: "" });
		});
		asked.on("error", reject);
		asked.end(body && JSON.stringify(body));
	});
}

const upgrade = {
	connection: "Upgrade",
	upgrade: "websocket",
	"sec-websocket-version": "13",
	"sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
};
const bearer = () => ({ authorization: `Bearer ${ada.token}` });

/** Whatever would open to somebody who is trusted for where they come from. */
const privileged: Record<string, () => Ask> = {
	"a sign-in link for anybody": () => ({ path: "/api/auth/magic/request", body: { email: "ada@example.com" } }),
	"who am I": () => ({ path: "/api/me" }),
	"the operator's sign-in link": () => ({ path: "/api/admin/magic-links", body: { user_id: ada.id } }),
	"a change": () => ({ path: "/api/workspaces", body: { name: "Mine" } }),
	"a snapshot": () => ({ path: `/api/workspaces/${workspace_id}/snapshot` }),
	"a socket": () => ({ path: `/api/realtime/ws?workspace_id=${workspace_id}`, headers: upgrade }),
};

/** What a stranger may say, each meant to pass for the machine itself, its runtime, Cloudflare, a proxy or the owner. */
const claims = (): [string, string][] => [
	["MF-Original-URL", "http://localhost/api/auth/magic/request"],
	["MF-Original-Hostname", "localhost"],
	["MF-Proxy-Shared-Secret", "x"],
	["MF-Route-Override", "clickclack"],
	["MF-CF-Blob", '{"clientIp":"127.0.0.1"}'],
	["MF-Op", "GET"],
	["MF-Op-Secret", "x"],
	["MF-Op-Original-URL", "http://localhost/api/me"],
	["MF-Disable-Pretty-Error", "true"],
	["X-MF-Anything", "1"],
	["CF-Connecting-IP", "127.0.0.1"],
	["CF-Connecting-IPv6", "::1"],
	["CF-Pseudo-IPv4", "127.0.0.1"],
	["CF-Visitor", '{"scheme":"http"}'],
	["CF-Worker", "localhost"],
	["CF-Access-Authenticated-User-Email", "ada@example.com"],
	["CF-Access-Jwt-Assertion", "x"],
	["True-Client-IP", "127.0.0.1"],
	["X-Real-IP", "127.0.0.1"],
	["X-Client-IP", "127.0.0.1"],
	["X-Cluster-Client-IP", "127.0.0.1"],
	["Fastly-Client-IP", "127.0.0.1"],
	["X-Forwarded", "for=127.0.0.1;host=localhost"],
	["X-Forwarded-For", "127.0.0.1"],
	["X-Forwarded-Host", "localhost"],
	["X-Forwarded-Port", "8787"],
	["X-Forwarded-Proto", "http"],
	["X-Forwarded-Server", "localhost"],
	["X-Forwarded-User", "ada"],
	["Forwarded", "for=127.0.0.1;host=localhost;proto=http"],
	["Via", "1.1 localhost"],
	["X-Original-URL", "http://localhost/api/me"],
	["X-Original-Host", "localhost"],
	["X-Rewrite-URL", "/api/me"],
	["X-Host", "localhost"],
	["X-HTTP-Method-Override", "GET"],
	["X-ClickClack-User", ada.id],
	["X-ClickClack-Actor", JSON.stringify({ kind: "operator" })],
	["X-ClickClack-Listener", key.toUpperCase()],
];

for (const [config, target] of Object.entries(ports))
	for (const hides of [false, true])
		test(`behind a proxy that ${hides ? "hides" : "keeps"} the host, ${config}: nothing that a stranger says opens anything`, async () => {
			const proxy = await reverseProxy(target, hides);
			onTestFinished(proxy.stop);
			const host = config === "bare" ? `localhost:${target}` : "chat.example";
			for (const [what, makeRequest] of Object.entries(privileged)) {
				const { path, headers, ...rest } = makeRequest();
				const asked = (more: Record<string, string>) =>
					ask(proxy.port, { path, ...rest, headers: { host, ...headers, ...more } });
				const before = await asked({});
				expect([401, 403, 501], what).toContain(before.status);
				for (const [name, value] of claims()) {
					const after = await asked({ [name]: value });
					expect([what, name, after.status, after.code]).toEqual([what, name, before.status, before.code]);
				}
			}
		});

test("who is signed in passes through either proxy, socket and all, and links and cookies carry the public address", async () => {
	for (const hides of [false, true]) {
		const proxy = await reverseProxy(ports.proxied, hides);
		onTestFinished(proxy.stop);
		const through = (what: Ask) => ask(proxy.port, { ...what, headers: { host: "chat.example", ...what.headers } });
		expect((await through({ path: "/api/me", headers: bearer() })).status).toBe(200);
		const socket = { path: `/api/realtime/ws?workspace_id=${workspace_id}` };
		const own = { ...upgrade, ...bearer(), origin: public_url };
		expect((await through({ ...socket, headers: own })).status).toBe(101);
		expect((await through({ ...socket, headers: { ...own, origin: "http://chat.example" } })).status).toBe(403);
		const admin = { authorization: `Bearer ${operator}` };
		const link = await through({ path: "/api/admin/magic-links", body: { user_id: ada.id }, headers: admin });
		const { magic_link, token } = JSON.parse(link.body) as { magic_link: string; token: string };
		expect(magic_link).toMatch(/^https:\/\/chat\.example\/signin\?token=/);
		const signedIn = await through({ path: "/api/auth/magic/consume", body: { token } });
		expect(signedIn.headers["set-cookie"]![0]).toMatch(/^__Host-cc_session=.*Secure/);
	}
});

test("a host that is not ours is refused, so a page whose name was led to this machine gets nothing", async () => {
	for (const host of [
		"evil.example",
		`evil.example:${ports.bare}`,
		"localhost:1",
		"localhost.evil.example",
		"chat.example",
	])
		expect(await ask(ports.bare, { path: "/api/me", headers: { ...bearer(), host } }), host).toMatchObject({
			status: 421,
			code: "misdirected",
		});
	for (const host of ["localhost", "127.0.0.1", "[::1]"])
		expect(
			(await ask(ports.bare, { path: "/api/me", headers: { ...bearer(), host: `${host}:${ports.bare}` } })).status,
		).toBe(200);
});

test("nothing under /cdn-cgi/ answers, however it is spelled", async () => {
	for (const path of [
		"/cdn-cgi/",
		"/cdn-cgi/local/explorer/api",
		"/CDN-CGI/x",
		"/%63dn-cgi/local/explorer",
		"//cdn-cgi/x",
		"/a/../cdn-cgi/x",
		"/cdn-cgi%2fx",
	])
		for (const method of ["GET", "POST"])
			expect(await ask(ports.bare, { path, method }), path).toMatchObject({ status: 404, code: "route_not_found" });
});

test("an address that is no path, and one that is no text, are refused", async () => {
	for (const path of ["http://localhost/api/me", "*", "localhost:80"])
		expect((await ask(ports.bare, { path, headers: bearer() })).status, path).toBe(400);
	expect((await ask(ports.bare, { path: "/api/%ff" })).code).toBe("invalid_request");
});

test("the runtime's own ports answer to nobody but the listener", async () => {
	const asked = (headers: Record<string, string>) =>
		ask(Number(inner.port), { path: "http://localhost/api/me", headers });
	expect(await asked(bearer())).toMatchObject({ status: 421, code: "misdirected" });
	expect((await asked({ ...bearer(), "x-clickclack-listener": "é".repeat(key.length) })).status).toBe(421);
	expect((await asked({ ...bearer(), "x-clickclack-listener": key })).status).toBe(200);
});

test("limits are those of the address that asks: a client cannot choose it, a configured proxy says it", async () => {
	const guess = async (port: number, headers: Record<string, string>) => {
		const { status } = await ask(port, {
			path: "/api/admin/keys/rotate",
			method: "POST",
			headers: { authorization: "Bearer wrong", ...headers },
		});
		return status;
	};
	const statuses: number[] = [];
	for (let i = 0; i < 32; i++)
		statuses.push(
			await guess(ports.bare, { "cf-connecting-ip": `203.0.113.${i}`, "x-forwarded-for": `203.0.113.${i}` }),
		);
	expect(statuses.at(-1)).toBe(429);
	const proxy = await reverseProxy(ports.proxied, false);
	onTestFinished(proxy.stop);
	// the test is the proxy here: this one is noted, what stands before it was said by the client
	const by = (client: string) =>
		guess(ports.proxied, { host: "chat.example", "x-forwarded-for": `198.51.100.7, ${client}` });
	expect(await by("203.0.113.1")).toBe(401);
	for (let i = 0; i < 31; i++) await by("203.0.113.2");
	expect(await by("203.0.113.2")).toBe(429);
	expect(await by("203.0.113.3")).toBe(401);
});

/** A WebSocket, by hand, that was let in. */
async function dial(): Promise<Socket> {
	const socket = connect(ports.bare, "127.0.0.1");
	onTestFinished(() => void socket.destroy());
	const headers = {
		host: `127.0.0.1:${ports.bare}`,
		...upgrade,
		...bearer(),
		"sec-websocket-extensions": "permessage-deflate",
	};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.write(`GET /api/realtime/ws?workspace_id=${workspace_id} HTTP/1.1\r\n${lines.join("")}\r\n`);
	const head = await new Promise<string>((resolve) => socket.once("data", (data) => resolve(data.toString("latin1"))));
	expect(head).toMatch(/^HTTP\/1\.1 101 /);
	expect(head.toLowerCase()).not.toContain("permessage-deflate");
	return socket;
}

/** A masked frame of `size` zero bytes. */
function frame(first: number, size: number): Buffer {
	const header = Buffer.alloc(14);
	header[0] = first;
	header[1] = 0x80 | 127;
	header.writeBigUInt64BE(BigInt(size), 2);
	return Buffer.concat([header, Buffer.alloc(size)]);
}

test("a message of more than 256 KiB ends its socket with 1009 while it comes, in one frame or in many", async () => {
	const [unfinished, more] = [0x02, 0x00];
	for (const frames of [
		[frame(unfinished, 300 * 1024)],
		Array.from({ length: 10 }, (_, i) => frame(i ? more : unfinished, 30 * 1024)),
	]) {
		const socket = await dial();
		let last = Buffer.alloc(0);
		socket.on("data", (data: Buffer) => (last = Buffer.concat([last, data]).subarray(-4)));
		const ended = new Promise((resolve) => socket.once("close", resolve));
		for (const one of frames) socket.write(one);
		await ended;
		expect(last).toEqual(Buffer.from([0x88, 2, 1009 >> 8, 1009 & 0xff]));
	}
});

test("a client that does not answer the server's closing is let go soon, and what it sent with it", async () => {
	const socket = await dial();
	socket.resume();
	const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
	// anything but "ping" ends it; the runtime would wait for ten seconds
	const began = performance.now();
	socket.write(Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x78]));
	await ended;
	expect(performance.now() - began).toBeLessThan(9_000);
});

test("an offer of another protocol, as Java makes it, is passed over: the request is served", async () => {
	const h2c = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABk" };
	expect((await ask(ports.bare, { path: "/api/me", headers: { ...bearer(), ...h2c } })).status).toBe(200);
	const created = await ask(ports.bare, {
		path: "/api/workspaces",
		body: { name: "Java" },
		headers: { ...bearer(), ...h2c },
	});
	expect(created.status).toBe(201);
});

test("long answers are compressed for who takes them", async () => {
	const asked = async (encoding: string) =>
		(await ask(ports.bare, { path: "/api/openapi.json", headers: { "accept-encoding": encoding } })).headers;
	expect(await asked("br, gzip")).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
	for (const encoding of ["", "identity", "gzip;q=0"])
		expect(await asked(encoding), encoding).not.toHaveProperty("content-encoding");
});

const mib = 1_048_576;
const stream = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream();
test.each([
	["of 2 MiB", new Uint8Array(2 * mib)],
	["of 60 MiB", new Uint8Array(60 * mib)],
	["of 2 MiB in chunks", stream(new Uint8Array(2 * mib))],
	["of 16 MiB in chunks", stream(new Uint8Array(16 * mib))],
])("a body %s is refused as too large: the server is not busy", async (_, body) => {
	const headers = { ...bearer(), "content-type": "application/json" };
	const init = { method: "POST", body, headers, duplex: "half" };
	const answer = await fetch(`http://127.0.0.1:${ports.bare}/api/workspaces`, init);
	expect([answer.status, await answer.json()]).toMatchObject([413, { code: "too_large" }]);
});

test("a stranger's large body is refused as a stranger's", async () => {
	const init = { method: "POST", body: new Uint8Array(8 * mib), headers: { authorization: "Bearer sst_x" } };
	expect((await fetch(`http://127.0.0.1:${ports.bare}/api/workspaces`, init)).status).toBe(401);
});

test("a body just below the limit arrives whole", async () => {
	const text = JSON.stringify({ name: "Home", icon_url: "", padding: "x".repeat(mib - 100) });
	const init = { method: "POST", body: text, headers: { ...bearer(), "content-type": "application/json" } };
	expect((await fetch(`http://127.0.0.1:${ports.bare}/api/workspaces`, init)).status).toBe(201);
});
