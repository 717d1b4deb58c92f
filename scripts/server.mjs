// What runs while ClickClack runs: wrangler dev (the Worker, its objects, its files) and, for development, vite.
import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { environment, root } from "./setup.mjs";

const ready_ms = 60_000;
/** Where what is said is kept, seen from the root of the repository. */
export const state = process.env.CLICKCLACK_STATE ?? ".wrangler/state";

/** True when nothing listens there. */
export function isFree(port) {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(false));
		probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
	});
}

/**
 * The server, on loopback. Its data stay in `state`, its log in .wrangler.
 * @returns see `running`
 */
export function startServer(port) {
	mkdirSync(join(root, "web/dist"), { recursive: true }); // wrangler insists on it, even while vite serves the app
	const flags = ["--ip=127.0.0.1", `--port=${port}`, "--inspector-port=0", `--persist-to=${state}`];
	return running(
		"wrangler",
		// its own log of requests would hold the tokens of invites, which are part of their addresses
		["dev", ...flags, "--show-interactive-dev-session=false", "--log-level=warn"],
		`http://127.0.0.1:${port}/readyz`,
	);
}

/** The web app, reloaded as it is edited, in front of the server at `apiPort`. */
export function startVite(port, apiPort) {
	const flags = ["--config=web/vite.config.ts", `--port=${port}`];
	return running("vite", flags, `http://127.0.0.1:${port}/`, { CLICKCLACK_API: `http://127.0.0.1:${apiPort}` });
}

/**
 * Starts a program that serves `url`, with its output in a log.
 * @returns `isReady`, a promise, false when it ended before it answered; `ended`, a promise; `stop()`, which waits for
 * the end; `log()`, the last lines of what it said
 */
function running(command, args, url, more = {}) {
	const log = join(root, `.wrangler/${command}.log`);
	mkdirSync(dirname(log), { recursive: true });
	const out = openSync(log, "w");
	const child = spawn(command, args, {
		cwd: root,
		env: { ...environment, ...more },
		stdio: ["ignore", out, out],
		shell: process.platform === "win32",
	});
	const ended = new Promise((resolve) => child.once("exit", resolve));
	const stop = () => {
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
