import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { ClickClack, type ClientOptions, isRedirectError } from "@clickclack/sdk";
import { Miniflare } from "miniflare";
import { WebSocket as NodeSocket } from "ws";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

/* What is asked of one server, with a token and a name, must not reach another that the first one points to. */
const asked: string[] = [];
let connections = 0;
const pointing = createServer((request, response) => {
	asked.push(`${request.method} ${request.url}`);
	request.resume();
	response.writeHead(Number(/^\/(\d+)/.exec(request.url!)![1]), { Location: `${url(elsewhere)}/taken` }).end();
});
pointing.on("upgrade", (request, socket) => {
	asked.push(`socket ${request.headers["sec-websocket-protocol"]}`);
	socket.end(`HTTP/1.1 307 Elsewhere\r\nLocation: ${url(elsewhere)}/taken\r\n\r\n`);
});
const elsewhere = createServer((_, response) => response.end("{}")).on("connection", () => connections++);
const url = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
	for (const server of [pointing, elsewhere]) await once(server.listen(0, "127.0.0.1"), "listening");
});
beforeEach(() => {
	asked.length = 0;
	connections = 0;
});
afterAll(() => {
	for (const server of [pointing, elsewhere]) server.close().closeAllConnections();
});

const client = (status: number, options: Partial<ClientOptions> = {}) =>
	new ClickClack({ baseUrl: `${url(pointing)}/${status}`, token: "sst_1", user_id: "usr_1", ...options });

test.each([301, 302, 303, 307, 308])("a %i sends nothing of a request to another server", async (status) => {
	const chat = client(status);
	const asks = [
		() => chat.me.get(),
		() => chat.messages.create("chn_1", { body: "private", nonce: "n1" }),
		() => chat.members.remove("wsp_1", "usr_2"),
		() => chat.messages.list("chn_1"),
	];
	for (const ask of asks) await expect(Promise.resolve(ask())).rejects.toSatisfy(isRedirectError);
	expect(asked).toHaveLength(asks.length);
	expect(connections).toBe(0);
});

/** Opens the stream of a workspace, and ends it when its socket was refused and a request has asked why. */
async function stream(chat: ClickClack) {
	const stop = new AbortController();
	const onState = (state: string) => state === "waiting" && stop.abort();
	for await (const _ of chat.events("wsp_1", { after: "1", signal: stop.signal, onState }));
}

const sockets: [string, ClientOptions["connect"]][] = [
	["of the runtime", undefined],
	["of the package ws", (url, protocols) => new NodeSocket(url, protocols)],
];
test.each(sockets)("a socket %s is not led to another server", async (_, connect) => {
	await stream(client(307, { connect }));
	expect(asked).toEqual(["socket clickclack.bearer.sst_1", expect.stringContaining("GET /307/api/realtime/events")]);
	expect(connections).toBe(0);
});

test("nor is anything in the Workers runtime", async () => {
	const root = join(import.meta.dirname, "..");
	const sources = globSync(
		[
			"sdk/*.ts",
			"protocol/{bidi,counting,emoji-key,folding,group-mentions,notification-preferences,permissions,route-id,search-operators,search-query,sidebar-changes,sidebar-order}.ts",
			"protocol/attention/counts.ts",
			"protocol/grammar/am.ts",
		],
		{
			cwd: root,
			exclude: ["**/*.test.ts", "**/*.d.ts", "**/*.config.ts"],
		},
	);
	const module = (contents: string) => ({ type: "esm" as const, contents: stripTypeScriptTypes(contents) });
	const modules = Object.fromEntries(sources.map((name) => [name, module(readFileSync(join(root, name), "utf8"))]));
	const mainModule = "sdk/worker.js";
	const manifest = { mainModule, modulesRoot: root, modules: { ...modules, [mainModule]: module(worker) } };
	const config = { name: "sdk", compatibilityDate: "2026-01-01", env: {}, exports: {}, manifest };
	const miniflare = new Miniflare({ telemetry: { enabled: false }, workers: [{ config }] });
	try {
		const answer = await miniflare.dispatchFetch("http://localhost/", { method: "POST", body: `${url(pointing)}/307` });
		expect(await answer.json()).toEqual(["RedirectError", "RedirectError", "waiting"]);
		expect(asked[2]).toBe("socket clickclack.bearer.sst_1");
		expect(connections).toBe(0);
	} finally {
		await miniflare.dispose();
	}
}, 30_000);

const worker = `
import { ClickClack } from "./index.ts";
const name = (promise) => promise.then(() => "followed", (error) => error.name);
export default {
	async fetch(request) {
		const chat = new ClickClack({ baseUrl: await request.text(), token: "sst_1", user_id: "usr_1" });
		const got = await name(chat.me.get());
		const sent = await name(chat.messages.create("chn_1", { body: "private", nonce: "n1" }));
		const stop = new AbortController();
		let last;
		const onState = (state) => { if (state === "waiting") { last = state; stop.abort(); } };
		for await (const _ of chat.events("wsp_1", { after: "1", signal: stop.signal, onState }));
		return Response.json([got, sent, last]);
	},
};`;
