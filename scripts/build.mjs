// `npm run build [web sdk cli worker]`: builds what is shipped. Without names, all of it.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environment, giveUp, root, setUp } from "./setup.mjs";

/** What the product page and /docs are made of: see site/. */
const documents = ["site", "docs", "protocol/REALTIME.md", "README.md", "SECURITY.md", "CHANGELOG.md"];

/** For each build the last file that it writes, and its sources. */
const made = {
	web: {
		last: "web/dist/docs-assets/init.js",
		from: ["web", "sdk", ...documents, "scripts/docs", "package-lock.json"],
	},
	cli: { last: "cli/dist/cli.mjs", from: ["cli", "sdk", "package-lock.json"] },
	worker: {
		last: "dist/worker/index.js",
		from: ["worker", "durable-objects", "protocol", "migrations", "wrangler.toml", "package-lock.json"],
	},
};

/** True when it was never built, or one of its sources is newer. */
export function isStale(name) {
	const last = join(root, made[name].last);
	return !existsSync(last) || changedAt(name) > statSync(last).mtimeMs;
}

/** When the newest of its sources was changed, in ms. */
export const changedAt = (name) => Math.max(...made[name].from.map((path) => newest(join(root, path))));

function newest(path) {
	const about = statSync(path);
	if (!about.isDirectory()) return about.mtimeMs;
	const inside = readdirSync(path).filter((name) => !["dist", "node_modules", "e2e"].includes(name));
	return Math.max(about.mtimeMs, ...inside.map((name) => newest(join(path, name))));
}

/** The page at /api/docs is the Worker's; its scripts are served beside the app. */
function buildDocs() {
	const to = join(root, "web/dist/docs-assets");
	mkdirSync(to, { recursive: true });
	for (const name of ["swagger-ui.css", "swagger-ui-bundle.js"])
		copyFileSync(join(root, "node_modules/swagger-ui-dist", name), join(to, name));
	writeFileSync(join(root, "web/dist/.assetsignore"), ".vite\n"); // the manifest is for the tests, not for deployment
	copyFileSync(join(root, "scripts/docs/init.js"), join(to, "init.js"));
}

/** The product page and the pages of /docs, beside the app. */
function buildSite() {
	const { status } = spawnSync("node", ["site/build.ts"], { cwd: root, env: environment, stdio: "inherit" });
	if (status !== 0) giveUp("The product page and the docs could not be built.");
}

/** What the Worker is given. */
export const bindings = ["WORKSPACE", "DIRECTORY", "UPLOADS", "ASSETS"];

/** Bundles what a deployment uploads. */
export function buildWorker() {
	mkdirSync(join(root, "web/dist"), { recursive: true }); // wrangler requires it
	const args = ["deploy", "--dry-run", "--minify", "--outdir", "dist/worker"];
	const options = { cwd: root, env: environment, encoding: "utf8", shell: process.platform === "win32" };
	const { status, stdout, stderr } = spawnSync("wrangler", args, options);
	if (status !== 0) giveUp("The Worker cannot be bundled:", "", `${stdout}${stderr}`.trim());
	const missing = bindings.filter((name) => !stdout.includes(`env.${name}`));
	if (missing.length === 0) return;
	rmSync(join(root, made.worker.last));
	giveUp(`wrangler.toml lacks the binding ${missing.join(", ")}.`);
}

const npmBuild = (name) => () => {
	// whatever starts it: in any other one the app is without its service worker
	const env = { ...environment, NODE_ENV: "production" };
	const options = { cwd: root, env, stdio: "inherit", shell: process.platform === "win32" };
	const { status } = spawnSync("npm", ["run", "--silent", "build", "-w", name], options);
	if (status !== 0) giveUp(`${name} could not be built.`);
};

const builds = {
	sdk: npmBuild("sdk"),
	cli: npmBuild("cli"),
	web() {
		npmBuild("web")();
		buildSite();
		buildDocs();
	},
	worker: buildWorker,
};

/** Builds those of them that are stale, in a process of its own. */
export function buildStale(...names) {
	const stale = names.filter(isStale);
	if (stale.length === 0) return;
	const args = ["scripts/build.mjs", ...stale];
	const { status } = spawnSync("node", args, { cwd: root, env: environment, stdio: "inherit" });
	if (status !== 0) process.exit(1);
}

if (process.argv[1] === import.meta.filename) {
	setUp();
	const names = process.argv.slice(2);
	// a folder that is made later would be a change of its parent, and what was built from that look stale
	for (const { last } of Object.values(made)) mkdirSync(dirname(join(root, last)), { recursive: true });
	mkdirSync(join(root, "sdk/dist"), { recursive: true });
	for (const name of names.length > 0 ? names : Object.keys(builds)) builds[name]();
}
