// `npm run deploy`: builds and deploys to Cloudflare. --dry-run: everything except the upload.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildWorker, isStale } from "./build.mjs";
import { readSettings } from "./settings.mjs";
import { environment, giveUp, root, say, setUp } from "./setup.mjs";

const max_worker_kilobytes = 300;
const bindings = ["WORKSPACE", "DIRECTORY", "ASSETS"];

function wrangler(args, more = {}) {
	const options = { cwd: root, encoding: "utf8", env: environment, shell: process.platform === "win32", ...more };
	return spawnSync("wrangler", args, options);
}

/** The app that is served, and the command line that the output mentions. */
function build() {
	const stale = ["web", "cli"].filter(isStale);
	if (stale.length === 0) return;
	const options = { cwd: root, env: environment, stdio: "inherit" };
	if (spawnSync("node", ["scripts/build.mjs", ...stale], options).status !== 0) process.exit(1);
}

/** Bundles, and checks what would be uploaded. */
function rehearse() {
	const stdout = buildWorker();
	const missing = bindings.filter((name) => !stdout.includes(`env.${name}`));
	if (missing.length > 0) giveUp(`wrangler.toml lacks the binding ${missing.join(", ")}.`);
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
build();
rehearse();
if (!process.argv.includes("--dry-run")) {
	const token = hasAdminToken() ? undefined : randomBytes(32).toString("base64url");
	const url = upload(token);
	if (url) say(`\nClickClack runs at ${url}`);
	// after a failed deployment too: the secret may be set already, and is created only once
	if (token) showToken(token);
	if (!url) giveUp("It was not deployed; wrangler says why above. Run this again when that is fixed.");
	if (token) firstSteps(url, token);
}
