import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type IncomingMessage, createServer } from "node:http";
import { text as said } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { scratch } from "./server.ts";

const absent = { code: 10007, message: "This Worker does not exist on your account." };

const isUpload = ({ method, url = "" }: IncomingMessage): boolean =>
	method === "PUT" && url.includes("/workers/scripts/clickclack?");

/** As much of Cloudflare's API as a deployment asks, for an account without Workers. */
class Cloudflare {
	readonly secrets = new Map<string, string>();
	/** of files */
	readonly buckets: string[] = [];
	uploads = 0;
	/** refuses what comes after an upload */
	isBroken = false;
	/** called in place of an answer to an upload */
	interrupt: (() => void) | undefined;
	readonly #server = createServer(async (request, response) => {
		const body = await text(request);
		if (this.interrupt && isUpload(request)) return this.interrupt();
		const result = this.#answer(request, body);
		response.writeHead(result ? 200 : 404, { "Content-Type": "application/json" });
		response.end(JSON.stringify({ success: Boolean(result), result, errors: result ? [] : [absent], messages: [] }));
	});

	async listen(): Promise<string> {
		await new Promise<void>((resolve) => void this.#server.listen(0, "127.0.0.1", resolve));
		onTestFinished(() => void this.#server.close());
		const address = this.#server.address();
		if (typeof address !== "object") throw new Error("not listening");
		return `http://127.0.0.1:${address?.port}/client/v4`;
	}

	#answer(request: IncomingMessage, body: string): unknown {
		const { url = "" } = request;
		if (isUpload(request)) return this.#upload(body);
		if (this.isBroken && this.uploads > 0) return undefined;
		if (url.includes("/r2/buckets")) return this.#bucket(request, body);
		if (url.endsWith("/assets-upload-session")) return { jwt: "nothing to upload", buckets: [] };
		if (url.endsWith("/workers/subdomain")) return { subdomain: "ada" };
		if (this.uploads === 0) return undefined;
		if (url.endsWith("/secrets")) return [...this.secrets.keys()].map((name) => ({ name, type: "secret_text" }));
		if (url.endsWith("/settings")) return { bindings: this.#bindings(), migration_tag: "v1" };
		if (url.endsWith("/deployments")) return { deployments: [] };
		if (url.includes("/services/")) return { default_environment: { environment: "production", script: {} } };
		return { subdomain: { enabled: true, previews_enabled: false }, enabled: true };
	}

	#bindings() {
		return this.buckets.map((bucket_name) => ({ type: "r2_bucket", name: "UPLOADS", bucket_name }));
	}

	#bucket({ method, url = "" }: IncomingMessage, body: string): unknown {
		if (method === "POST") this.buckets.push((JSON.parse(body) as { name: string }).name);
		else if (!url.endsWith("/r2/buckets")) return this.buckets.find((name) => url.endsWith(`/${name}`)) && {};
		return { buckets: this.buckets.map((name) => ({ name })) };
	}

	#upload(body: string) {
		this.uploads++;
		for (const [, name, value] of body.matchAll(/"name":"(\w+)","type":"secret_text","text":"([^"]+)"/g))
			this.secrets.set(name!, value!);
		return { id: "clickclack", etag: "1", deployment_id: "1", pipeline_hash: "1", startup_time_ms: 1 };
	}
}

async function text(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString("latin1");
}

/** `npm run deploy` to it, in a process group of its own, as a terminal has it. */
async function deployTo(cloudflare: Cloudflare, more: NodeJS.ProcessEnv = {}) {
	const account = { CLOUDFLARE_ACCOUNT_ID: "0".repeat(32), CLOUDFLARE_API_TOKEN: "x" };
	const env = { ...process.env, ...account, CLOUDFLARE_API_BASE_URL: await cloudflare.listen(), ...more };
	return () => spawn("node", ["scripts/deploy.mjs"], { cwd: `${import.meta.dirname}/..`, env, detached: true });
}

async function outcome(deploying: ChildProcess) {
	const [stdout, stderr, [code]] = await Promise.all([
		said(deploying.stdout!),
		said(deploying.stderr!),
		once(deploying, "exit"),
	]);
	return { code, stdout, stderr };
}

test("the first deployment makes the operator's token and shows it, and the bucket for files; the next one leaves both alone", async () => {
	const cloudflare = new Cloudflare();
	const deploy = await deployTo(cloudflare);
	const first = await outcome(deploy());
	const token = cloudflare.secrets.get("ADMIN_TOKEN");
	expect(token).toMatch(/^[\w-]{43}$/);
	expect(first.stdout).toContain("https://clickclack.ada.workers.dev");
	expect(first.stdout).toContain(`CLICKCLACK_ADMIN_TOKEN=${token}\n  npx clickclack admin bootstrap`);

	expect(cloudflare.buckets).toEqual(["clickclack-uploads"]);

	const second = await outcome(deploy());
	expect(cloudflare.uploads).toBe(2);
	expect(cloudflare.buckets).toEqual(["clickclack-uploads"]);
	expect(cloudflare.secrets.get("ADMIN_TOKEN")).toBe(token);
	expect(second.stdout).not.toContain("ADMIN_TOKEN=");
}, 120_000);

test("a deployment that fails after the upload shows the token too: it is set already, and made only once", async () => {
	const cloudflare = new Cloudflare();
	cloudflare.isBroken = true;
	const failed = await outcome((await deployTo(cloudflare))());
	expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("It was not deployed") });
	expect(cloudflare.secrets.get("ADMIN_TOKEN")).toMatch(/^[\w-]{43}$/);
	expect(failed.stdout).toContain(cloudflare.secrets.get("ADMIN_TOKEN"));
}, 120_000);

test("a deployment that is interrupted leaves no secret lying about", async () => {
	const cloudflare = new Cloudflare();
	const folder = scratch();
	const secrets = () =>
		readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /secret/.test(name));
	const deploying = (await deployTo(cloudflare, { TMPDIR: folder }))();
	let before: string[] = [];
	cloudflare.interrupt = () => {
		before = secrets();
		process.kill(-deploying.pid!, "SIGINT");
	};
	expect((await outcome(deploying)).code).toBe(1);
	expect(before).toHaveLength(1);
	expect(secrets()).toEqual([]);
}, 120_000);
