import { rmSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "../scripts/chromium.mjs";
import { operator_token, origin, port } from "./e2e/server.ts";

const root = join(import.meta.dirname, "..");
const data = join(root, ".wrangler/e2e");
const isWorker = process.env["TEST_WORKER_INDEX"] !== undefined;
if (!isWorker) rmSync(data, { recursive: true, force: true });

export default defineConfig({
	testDir: "e2e",
	// not in web/: a folder that comes and goes there makes the built app look stale
	outputDir: join(root, ".wrangler/test-results"),
	fullyParallel: true,
	forbidOnly: true,
	workers: 2,
	// for a machine that is busy with something else: what never comes fails
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: "list",
	use: {
		baseURL: origin,
		trace: "off",
		launchOptions: { executablePath: findChromium(), args: ["--disable-dev-shm-usage", "--disable-gpu"] },
	},
	webServer: {
		// what `npm start` runs, but nobody waits for a limit
		command: "node --conditions=source server/index.ts",
		cwd: root,
		url: `${origin}/readyz`,
		env: { PORT: String(port), CLICKCLACK_STATE: data, ADMIN_TOKEN: operator_token, DEV_AUTH: "1" },
		gracefulShutdown: { signal: "SIGTERM", timeout: 3_000 },
	},
});
