import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, statSync, writeFileSync } from "node:fs";
import { type IncomingMessage, get } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { ClickClack } from "@clickclack/sdk";
import { expect, onTestFinished, test, vi } from "vitest";
import { tokensAtRest } from "../scripts/at-rest.mjs";
import { isFree } from "../scripts/server.mjs";
import { isTooOld } from "../scripts/setup.mjs";
import { scratch } from "./server.ts";

const root = join(import.meta.dirname, "..");
const state = scratch();
vi.setConfig({ testTimeout: 600_000 });

/** Somebody else's server. */
async function occupied(): Promise<{ port: number; leave: () => void }> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	return { port: (server.address() as AddressInfo).port, leave: () => void server.close() };
}

/** A port that nothing listens on, and the next one neither. */
async function freePort(): Promise<number> {
	const { port, leave } = await occupied();
	leave();
	return (await isFree(port + 1)) ? port : freePort();
}

/** `npm start`, as a terminal has it: a group of processes, all of which Ctrl-C interrupts. */
class Started {
	readonly #child: ChildProcess;
	readonly url: string;
	said = "";

	private constructor(script: string, port: number) {
		this.url = `http://127.0.0.1:${port}`;
		const env = { ...process.env, PORT: String(port), CLICKCLACK_STATE: state };
		this.#child = spawn("npm", ["run", script], { cwd: root, env, detached: true });
		this.#child.stdout!.on("data", (data) => (this.said += data));
		this.#child.stderr!.on("data", (data) => (this.said += data));
		onTestFinished(() => this.interrupt());
	}

	static async run(script: "start" | "dev"): Promise<Started> {
		const started = new Started(script, await freePort());
		await expect.poll(() => started.said, { timeout: 200_000, interval: 100 }).toContain("Ctrl-C stops it");
		return started;
	}

	/** What it has started and still runs: all of it shares its group. */
	get processes(): string[] {
		const table = execFileSync("ps", ["-A", "-o", "pgid=,stat=,comm="], { encoding: "utf8" }).split("\n");
		const isOurs = ([group, status]: string[]) => group === String(this.#child.pid) && !status?.startsWith("Z");
		return table
			.map((line) => line.trim().split(/\s+/))
			.filter(isOurs)
			.map(([, , name]) => name!);
	}

	async interrupt(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const ended = once(this.#child, "exit");
		process.kill(-this.#child.pid!, "SIGINT");
		await ended;
	}

	/** The two people whose sign-in links were printed, signed in. */
	people(): Promise<ClickClack[]> {
		const tokens = [...this.said.matchAll(/\/signin\?token=(\S+)/g)].map((link) => link[1]!);
		return Promise.all(tokens.map((token) => this.#signIn(token)));
	}

	async #signIn(token: string): Promise<ClickClack> {
		const chat = new ClickClack({ baseUrl: this.url });
		await chat.auth.consumeMagicLink(token);
		return chat;
	}
}

/** With a host of one's own, which fetch does not send. */
async function statusOf(port: number, { path, headers }: { path: string; headers: object }): Promise<number> {
	const [answer] = (await once(get({ host: "127.0.0.1", port, path, headers: { ...headers } }), "response")) as [
		IncomingMessage,
	];
	answer.resume();
	return answer.statusCode!;
}

/** What somebody who only knows the address may try: to pass for this machine, and to reach the tools of developers. */
async function isShut(url: string, user_id: string): Promise<void> {
	const email = JSON.stringify({ email: "ada@example.com" });
	const json = { "content-type": "application/json" };
	const anybody = (headers: object) =>
		fetch(`${url}/api/auth/magic/request`, { method: "POST", headers: { ...json, ...headers }, body: email });
	for (const headers of [{}, { "mf-original-url": "http://localhost/api/auth/magic/request" }])
		expect((await anybody(headers)).status).toBe(501);
	expect((await fetch(`${url}/api/me`, { headers: { "x-clickclack-user": user_id } })).status).toBe(401);
	const explorer = "/cdn-cgi/local/explorer/api";
	for (const path of [explorer, `${explorer}/query`, "/cdn-cgi/explorer/api/x/query", "/cdn-cgi/local/scheduled"])
		for (const method of ["GET", "POST"]) {
			const answer = await fetch(url + path, { method });
			expect([answer.status, await answer.json()]).toMatchObject([404, { code: "route_not_found" }]);
		}
}

/** What of each room of the demo is there. */
async function conversation(chat: ClickClack) {
	const [workspace] = await chat.workspaces.list();
	const channels = await chat.channels.list(workspace!.id);
	return { id: workspace!.id, heads: channels.map(({ name, last_seq }) => ({ name, last_seq })) };
}

/** What a start that gives up says. */
async function refusal(env: NodeJS.ProcessEnv, cwd = root): Promise<string> {
	const start = spawn("node", ["scripts/start.mjs"], { cwd, env: { ...process.env, ...env } });
	const [said, [code]] = await Promise.all([text(start.stderr), once(start, "exit")]);
	expect(code).toBe(1);
	expect(said).not.toMatch(/^ +at /m);
	return said;
}

test("npm start: both sign-in links work, Ctrl-C leaves no process behind, what was said is there the next time, and no other server takes its folder", async () => {
	const first = await Started.run("start");
	const [ada, grace] = await first.people();
	expect((await ada!.me.get()).display_name).not.toBe((await grace!.me.get()).display_name);
	const before = await conversation(ada!);
	expect(before.heads.filter(({ last_seq }) => last_seq > 0).length).toBeGreaterThan(2);
	expect(await conversation(grace!)).toMatchObject({ id: before.id });
	await isShut(first.url, (await ada!.me.get()).id);
	await first.interrupt();
	await expect.poll(() => first.processes).toEqual([]);

	const second = await Started.run("start");
	const [again] = await second.people();
	expect(await conversation(again!)).toEqual(before);
	const metrics = await fetch(`${second.url}/metrics`);
	expect(metrics.status).toBe(404);
	expect(await metrics.json()).toMatchObject({ code: "route_not_found" });
	const said = await refusal({ PORT: String(await freePort()), CLICKCLACK_STATE: state });
	expect(said).toMatch(/Another ClickClack \(process \d+\) keeps its data in /);
	await second.interrupt();
	expect((statSync(state).mode & 0o777).toString(8)).toBe("700");
	expect(tokensAtRest(state)).toEqual([]);
});

test("a token at rest would be found", () => {
	const folder = scratch();
	writeFileSync(
		join(folder, "x"),
		Buffer.concat([Buffer.alloc(9, 255), Buffer.from(`?token=ivt_${"a1".repeat(22)}0123456`)]),
	);
	writeFileSync(join(folder, "y"), `{"sst_":"${"x".repeat(80)}"}`);
	expect(tokensAtRest(folder)).toEqual([expect.stringMatching(/x contains a token: ivt_…$/)]);
});

test("npm run dev: one port serves the app, its hot reload and the API", async () => {
	const { url } = await Started.run("dev");
	expect(await (await fetch(url)).text()).toContain("/@vite/client");
	expect((await fetch(`${url}/api/openapi.json`)).status).toBe(200);
	const hot = new WebSocket(url.replace("http", "ws"), "vite-ping");
	await once(hot, "open");
	hot.close();
	// development sign-in is open, to this server's own pages alone
	const chat = new ClickClack({ baseUrl: url });
	const { token } = await chat.auth.requestMagicLink({ email: "ada@example.com" });
	const { user } = await chat.auth.consumeMagicLink(token);
	const me = { path: "/api/me", headers: { "x-clickclack-user": user.id } };
	const port = Number(new URL(url).port);
	expect(await statusOf(port, me)).toBe(200);
	for (const [on, status] of [
		[port, 403],
		[port + 1, 421],
	] as const) {
		const rebound = { host: `evil.example:${on}`, "mf-original-url": `http://localhost:${on}/api/me` };
		expect(await statusOf(on, { ...me, headers: { ...me.headers, ...rebound } })).toBe(status);
	}
	expect(await statusOf(port + 1, { path: "/cdn-cgi/local/explorer/api", headers: {} })).toBe(404);
});

test("a port that is in use is named, and how to choose another", async () => {
	const { port, leave } = await occupied();
	onTestFinished(leave);
	const said = await refusal({ PORT: String(port) });
	expect(said).toContain(`Port ${port} is in use`);
	expect(said).toMatch(/Choose another one: PORT=\d+ npm start/);
});

test("a cap that is none is named", async () => {
	const wrong = { PORT: String(await freePort()), CLICKCLACK_STATE: scratch(), CAPS: '{"channels":1}' };
	expect(await refusal(wrong)).toContain("CAPS is wrong at channels: ");
});

test("a port that is none is named", async () => {
	expect(await refusal({ PORT: "abc" })).toContain("PORT is abc: give a whole number");
});

test("without a network the installation says what to do", async () => {
	const clone = scratch();
	cpSync(join(root, "scripts"), join(clone, "scripts"), { recursive: true });
	for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(root, name), join(clone, name));
	const offline = {
		npm_config_registry: "http://127.0.0.1:9",
		npm_config_cache: scratch(),
		npm_config_fetch_retries: "0",
	};
	expect(await refusal(offline, clone)).toContain("Check the network");
});

test("Node 22.18 will do, and what is older is told so", () => {
	for (const version of ["22.18.0", "22.20.1", "23.0.0", "24.1.0"]) expect(isTooOld(version, "22.18")).toBe(false);
	for (const version of ["22.17.1", "20.19.5", "18.20.8"]) expect(isTooOld(version, "22.18")).toBe(true);
	expect(isTooOld("20.0.0", "20.0")).toBe(false);
});
