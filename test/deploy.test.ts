import { execFile } from "node:child_process";
import { type IncomingMessage, createServer } from "node:http";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const absent = { code: 10007, message: "This Worker does not exist on your account." };

/** As much of Cloudflare's API as a deployment asks, for an account without Workers. */
class Cloudflare {
	readonly secrets = new Map<string, string>();
	uploads = 0;
	readonly #server = createServer(async (request, response) => {
		const result = this.#answer(request, await text(request));
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

	#answer({ method, url = "" }: IncomingMessage, body: string): unknown {
		if (method === "PUT" && url.includes("/workers/scripts/clickclack?")) return this.#upload(body);
		if (url.endsWith("/assets-upload-session")) return { jwt: "nothing to upload", buckets: [] };
		if (url.endsWith("/workers/subdomain")) return { subdomain: "ada" };
		if (this.uploads === 0) return undefined;
		if (url.endsWith("/secrets")) return [...this.secrets.keys()].map((name) => ({ name, type: "secret_text" }));
		if (url.endsWith("/settings")) return { bindings: [], migration_tag: "v1" };
		if (url.endsWith("/deployments")) return { deployments: [] };
		if (url.includes("/services/")) return { default_environment: { environment: "production", script: {} } };
		return { subdomain: { enabled: true, previews_enabled: false }, enabled: true };
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

test("the first deployment makes the operator's token and shows it; the next one leaves it alone", async () => {
	const cloudflare = new Cloudflare();
	const account = { CLOUDFLARE_ACCOUNT_ID: "0".repeat(32), CLOUDFLARE_API_TOKEN: "x" };
	const env = { ...process.env, ...account, CLOUDFLARE_API_BASE_URL: await cloudflare.listen() };
	const deploy = () => promisify(execFile)("node", ["scripts/deploy.mjs"], { cwd: `${import.meta.dirname}/..`, env });

	const first = await deploy();
	const token = cloudflare.secrets.get("ADMIN_TOKEN");
	expect(token).toMatch(/^[\w-]{43}$/);
	expect(first.stdout).toContain("https://clickclack.ada.workers.dev");
	expect(first.stdout).toContain(`CLICKCLACK_ADMIN_TOKEN=${token}\n  npx clickclack admin bootstrap`);

	const second = await deploy();
	expect(cloudflare.uploads).toBe(2);
	expect(cloudflare.secrets.get("ADMIN_TOKEN")).toBe(token);
	expect(second.stdout).not.toContain("ADMIN_TOKEN=");
}, 120_000);
