import { type ChildProcess, execFile, execFileSync, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..");
export const admin_token = "operator";

/** An empty folder that is gone when this process ends. */
export function scratch(): string {
	const folder = mkdtempSync(join(tmpdir(), "clickclack-"));
	process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/**
 * Bundles a Worker as a deployment would.
 * @param config a wrangler.toml, from the root of the repository
 * @returns the folder that holds it
 */
export async function build(config: string, ...flags: string[]): Promise<string> {
	const folder = scratch();
	const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
	const args = [wrangler, "deploy", ...flags, "--dry-run", "--minify", "--config", config, "--outdir", folder];
	const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: folder };
	await promisify(execFile)(process.execPath, args, { cwd: root, env });
	return folder;
}

export interface Program {
	config: string;
	/** what `build` gave */
	built: string;
	/** a folder for what it stores; another server on the same folder goes on from there */
	data: string;
	port: number;
}

/** A built Worker that runs on loopback as a process group of its own, so that it can be killed whole. */
export class Server {
	readonly url: string;
	readonly #child: ChildProcess;
	readonly #ended: Promise<void>;

	private constructor(child: ChildProcess, url: string) {
		this.#child = child;
		this.url = url;
		this.#ended = new Promise((resolve) => child.once("exit", () => resolve()));
	}

	static async start({ config, built, data, port }: Program): Promise<Server> {
		const args = [join(root, config), built, data, String(port)];
		const env = { ...process.env, ADMIN_TOKEN: admin_token };
		const child = fork(join(import.meta.dirname, "runtime.ts"), args, { detached: true, env });
		return await new Promise((resolve, reject) => {
			child.once("message", (url) => resolve(new Server(child, String(url))));
			child.once("exit", (code) => reject(new Error(`the server on port ${port} ended with ${code} before it served`)));
		});
	}

	/** SIGKILL to all of it, in the middle of whatever it does. */
	async kill(): Promise<void> {
		process.kill(-this.#child.pid!, "SIGKILL");
		await this.#ended;
	}

	/** What the runtime beneath it has in memory. */
	get resident_bytes(): number {
		const table = execFileSync("ps", ["-A", "-o", "ppid=,rss="], { encoding: "utf8" });
		const rows = table
			.trim()
			.split("\n")
			.map((line) => line.trim().split(/\s+/).map(Number));
		return 1024 * rows.filter(([parent]) => parent === this.#child.pid).reduce((sum, [, rss]) => sum + rss!, 0);
	}
}
