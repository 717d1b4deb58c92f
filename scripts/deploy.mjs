// `npm run deploy`: builds and deploys to Cloudflare. --dry-run: everything except the upload.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bindings, buildStale } from "./build.mjs";
import { readSettings } from "./settings.mjs";
import { environment, giveUp, root, say, setUp } from "./setup.mjs";

const max_worker_kilobytes = 300;

function wrangler(args, more = {}) {
	const options = { cwd: root, encoding: "utf8", env: environment, shell: process.platform === "win32", ...more };
	return spawnSync("wrangler", args, options);
}

/** Checks the size of what is uploaded, by the last build. */
function checkSize() {
	const kilobytes = gzipSync(readFileSync(join(root, "dist/worker/index.js"))).length / 1000;
	const summary = `Worker: ${kilobytes.toFixed(1)} KB gzipped, of ${max_worker_kilobytes} KB; bindings ${bindings.join(", ")}`;
	if (kilobytes > max_worker_kilobytes) giveUp(summary);
	say(summary);
}

/** A Worker that does not exist yet has no secrets either; any other failure must not look like that. */
function hasAdminToken() {
	const { status, stdout, stderr } = wrangler(["secret", "list", "--format", "json"]);
	if (status === 0) return JSON.parse(stdout).some((secret) => secret.name === "ADMIN_TOKEN");
	const isNew = /Worker "[^"]+" not found/.test(stderr);
	if (!isNew)
		giveUp("Cloudflare does not answer:", "", stderr.trim(), "", "Not signed in? Run `npx wrangler login` first.");
	return false;
}

/** @returns the address that it is deployed to, or undefined when it failed */
function upload(token) {
	// with a handler an interrupt does not end us before the secrets file is removed
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
	const folder = mkdtempSync(join(tmpdir(), "clickclack-"));
	const [secrets, output] = [join(folder, "secrets.json"), join(folder, "output")];
	try {
		if (token) writeFileSync(secrets, JSON.stringify({ ADMIN_TOKEN: token }), { mode: 0o600 });
		const { status } = wrangler(["deploy", "--minify", ...(token ? ["--secrets-file", secrets] : [])], {
			stdio: "inherit",
			env: { ...environment, WRANGLER_OUTPUT_FILE_PATH: output },
		});
		// wrangler exits with 0 when it is interrupted, too
		return status === 0 ? target(existsSync(output) ? readFileSync(output, "utf8") : "") : undefined;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** wrangler writes one JSON object for each line; the last one, of the deployment, has its addresses. */
function target(output) {
	const entries = output
		.trim()
		.split("\n")
		.filter(Boolean)
		.map((line) => JSON.parse(line));
	const done = entries.find((entry) => entry.type === "deploy");
	return done && (done.targets?.[0] ?? "https://<the address above>");
}

const showToken = (token) =>
	say(`\nThe operator's token, shown this once; keep it where you keep passwords:\n\n  ${token}\n`);

function firstSteps(url, token) {
	say("Become the owner of the first workspace, and sign in:\n");
	say(`  export CLICKCLACK_SERVER=${url} CLICKCLACK_ADMIN_TOKEN=${token}`);
	say('  npx clickclack admin bootstrap --workspace-name "Our team" --name "Your Name" --email you@example.com');
	say("  npx clickclack admin magic-link create --email you@example.com\n");
}

setUp();
readSettings("--deploy");
// the app that is served, the command line that the output mentions, and the Worker
buildStale("web", "cli", "worker");
checkSize();
if (!process.argv.includes("--dry-run")) {
	const token = hasAdminToken() ? undefined : randomBytes(32).toString("base64url");
	const url = upload(token);
	if (url) say(`\nClickClack runs at ${url}`);
	// after a failed deployment too: the secret may be set already, and is created only once
	if (token) showToken(token);
	if (!url) giveUp("It was not deployed; wrangler says why above. Run this again when that is fixed.");
	if (token) firstSteps(url, token);
}
