import { type ChildProcess, execFile, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { MiniflareOptions } from "miniflare";
import { type Built, quiet, readBuilt } from "../server/built.ts";

const root = join(import.meta.dirname, "..");
const host = "127.0.0.1";
export const admin_token = "operator";

const folders: string[] = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is gone when this process ends. */
export function scratch(): string {
	const folder = mkdtempSync(join(tmpdir(), "clickclack-"));
	folders.push(folder);
	return folder;
}

/**
 * A Worker as it would be deployed, with development sign-in.
 * @param path of a wrangler.toml, from the root of the repository
 * @param entry in place of the one that it names
 */
export async function build(path: string, entry?: string): Promise<Built> {
	const folder = scratch();
	// wrangler wants the folder of the web app to be there, though no page is asked for here
	mkdirSync(join(root, "web/dist"), { recursive: true });
	await bundle(path, folder, entry);
	return readBuilt(join(root, path), folder, { ADMIN_TOKEN: admin_token, DEV_AUTH: "1" });
}

async function bundle(config: string, outdir: string, entry: string | undefined): Promise<void> {
	const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
	const script = entry === undefined ? [] : [entry];
	const args = [wrangler, "deploy", ...script, "--dry-run", "--minify", "--config", config, "--outdir", outdir];
	const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: outdir };
	await promisify(execFile)(process.execPath, args, { cwd: root, env });
}

/** A built Worker that runs on loopback, without the development proxy, as a group of processes that can be killed. */
export class Server {
	readonly url: string;
	/** What was logged: a bug of the product is a line of JSON with its stack. */
	readonly logged: string[] = [];
	readonly #child: ChildProcess;

	private constructor(child: ChildProcess, url: string) {
		this.#child = child;
		this.url = url;
		createInterface({ input: child.stderr! }).on("line", (line) => {
			this.logged.push(line);
			console.error(line);
		});
	}

	/**
	 * @param data a folder for what is stored; another server on the same folder goes on from there
	 * @param port 0 for any
	 */
	static async start(built: Built, data: string, port = 0): Promise<Server> {
		const child = fork(join(import.meta.dirname, "runtime.ts"), {
			detached: true,
			stdio: ["ignore", "inherit", "pipe", "ipc"],
		});
		child.send({
			host,
			...quiet,
			resourcePersistencePath: data,
			workers: [{ config: built, dev: { unsafeDirectSockets: [{ host, port }] } }],
		} satisfies MiniflareOptions);
		const [url] = (await Promise.race([once(child, "message"), failure(child)])) as [string];
		return new Server(child, url);
	}

	/** SIGKILL to all of it, in the middle of whatever it does. */
	async kill(): Promise<void> {
		const ended = once(this.#child, "exit");
		process.kill(-this.#child.pid!, "SIGKILL");
		await ended;
	}

	/** What the runtime has in memory. */
	get resident_bytes(): number {
		const table = execFileSync("ps", ["-A", "-o", "ppid=,rss="], { encoding: "utf8" });
		const rows = table
			.trim()
			.split("\n")
			.map((line) => line.trim().split(/\s+/).map(Number));
		return 1024 * rows.filter(([parent]) => parent === this.#child.pid).reduce((sum, [, rss]) => sum + rss!, 0);
	}
}

/** Rejects when the process ends. */
export async function failure(child: ChildProcess): Promise<never> {
	const [code] = await once(child, "exit");
	throw new Error(`the server ended with ${code} before it served; it says why above`);
}
