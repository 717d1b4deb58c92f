// The processes of a running ClickClack: the server and, for development, vite in front of it.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { environment, root } from "./setup.mjs";

const ready_ms = 60_000;

/** True when nothing listens there. */
export function isFree(port, host = "127.0.0.1") {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(false));
		probe.listen(port, host, () => probe.close(() => resolve(true)));
	});
}

/** A port that nothing listens on. */
export function freePort() {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address();
			probe.close(() => resolve(port));
		});
	});
}

/** Only the user who runs ClickClack may read its data. */
function makePrivate(folder) {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	chmodSync(folder, 0o700);
	// wrangler dev logged every address, with the token in it, before .env turned that off
	rmSync(join(folder, "v3/observability"), { recursive: true, force: true });
}

/**
 * The server: see server/index.ts.
 * @param {string} url its address
 * @param {Record<string, string>} env additional environment
 * @returns see `running`
 */
export function startServer(url, state, env) {
	makePrivate(resolve(root, state));
	const log = resolve(root, state, "server.log");
	return running(log, "node", ["--conditions=source", "server/index.ts"], `${url}/readyz`, env);
}

/** The web app with hot reload, in front of the server at `apiPort`. */
export function startVite(port, apiPort) {
	const flags = ["--config=web/vite.config.ts", `--port=${port}`];
	const api = { CLICKCLACK_API: `http://127.0.0.1:${apiPort}` };
	return running(join(root, ".wrangler/vite.log"), "vite", flags, `http://127.0.0.1:${port}/`, api);
}

/**
 * Starts a program that serves `url`, with its output in a log.
 * @returns `isReady`, a promise, false when it ended before it answered; `ended`, a promise of whether it was stopped;
 * `stop()`, which waits for the end; `log()`, the last lines of its output
 */
function running(log, command, args, url, more = {}) {
	mkdirSync(dirname(log), { recursive: true });
	const out = openSync(log, "w", 0o600);
	const child = spawn(command, args, {
		cwd: root,
		env: { ...environment, ...more },
		stdio: ["ignore", out, out],
		shell: process.platform === "win32",
	});
	let isStopping = false;
	const ended = new Promise((resolve) => child.once("exit", () => resolve(isStopping)));
	const stop = () => {
		isStopping = true;
		child.kill("SIGTERM");
		return ended;
	};
	return { isReady: Promise.race([answers(url), ended.then(() => false)]), ended, stop, log: () => lastLines(log) };
}

async function answers(url) {
	for (const until = Date.now() + ready_ms; Date.now() < until; await pause(100)) {
		const answer = await fetch(url).catch(() => undefined);
		if (answer?.ok) return true;
	}
	return false;
}

const lastLines = (log) => stripVTControlCharacters(readFileSync(log, "utf8")).trim().split("\n").slice(-30).join("\n");
