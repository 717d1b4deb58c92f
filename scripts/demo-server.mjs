// A server of its own with the demo on it, for scripts that look at the app in a browser.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStale } from "./build.mjs";
import { freePort, startServer } from "./server.mjs";
import { environment, giveUp, root, setUp } from "./setup.mjs";

/** The demo's first sign-in link, exchanged for a session. */
async function signIn(url, token) {
	const env = { ...environment, CLICKCLACK_SERVER: url, CLICKCLACK_ADMIN_TOKEN: token };
	const { stdout, stderr } = spawnSync("node", ["scripts/seed.ts"], { cwd: root, env, encoding: "utf8" });
	const [, link] = /signin\?token=(\S+)/.exec(stdout) ?? [];
	if (!link) giveUp("There is no demo:", "", `${stdout}${stderr}`.trim());
	const answer = await fetch(`${url}/api/auth/magic/consume`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ token: link }),
	});
	return (await answer.json()).token;
}

/** @returns its `url`, the token of a `session` of one person, and `stop()`, which deletes its data too */
export async function demoServer() {
	setUp();
	buildStale("web", "worker");
	const [port, token] = [await freePort(), randomBytes(32).toString("base64url")];
	const state = mkdtempSync(join(tmpdir(), "clickclack-"));
	const url = `http://127.0.0.1:${port}`;
	const server = startServer(url, state, { PORT: String(port), CLICKCLACK_STATE: state, ADMIN_TOKEN: token });
	const stop = async () => {
		await server.stop();
		rmSync(state, { recursive: true, force: true });
	};
	if (!(await server.isReady)) giveUp("The server did not start:", "", server.log());
	return { url, session: await signIn(url, token), stop };
}
