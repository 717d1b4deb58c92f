// Installs what our scripts need. Needs Node 20 and no package.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The environment for child processes: on Linux the Node of node_modules/.bin comes first, and wrangler sends no telemetry. */
export const environment = {
	...process.env,
	PATH: [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter),
	CLOUDFLARE_CF_FETCH_ENABLED: "false",
	WRANGLER_SEND_METRICS: "false",
	WRANGLER_HIDE_BANNER: "true",
	WRANGLER_LOG_PATH: join(root, ".wrangler/logs"),
};

export const say = (line) => console.log(line);

/**
 * Ends the script with a text for people, without a stack.
 * @returns {never}
 */
export function giveUp(...lines) {
	console.error(["", ...lines, ""].join("\n"));
	process.exit(1);
}

/** The Node that ClickClack needs. For Linux (x64 and arm64, glibc) npm installs one; these scripts only need Node 20. */
const runs_on = "22.18";

/** Checks Node and installs node_modules. */
export function setUp() {
	demand(process.versions.node, process.platform === "linux" ? "20.0" : runs_on);
	if (!isInstalled()) install();
	demand(nodeVersion(), runs_on);
}

function demand(version, least) {
	if (isTooOld(version, least))
		giveUp(`Node ${version} is too old: ClickClack needs ${least} or newer.`, "Get it from https://nodejs.org");
}

/**
 * @param {string} version such as `22.17.1`
 * @param {string} least such as `22.18`
 */
export function isTooOld(version, least) {
	const [major, minor] = version.split(".").map(Number);
	const [leastMajor, leastMinor] = least.split(".").map(Number);
	return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

function isInstalled() {
	const written = join(root, "node_modules/.package-lock.json");
	return existsSync(written) && statSync(written).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
}

function install() {
	say("Installing packages; this takes about half a minute …");
	const { status, stdout, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
		cwd: root,
		encoding: "utf8",
		shell: process.platform === "win32",
	});
	if (status === 0) return;
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/.test(stderr))
		giveUp(
			"The packages could not be downloaded: npm cannot reach its registry.",
			"Check the network (or npm's proxy setting), then run this again.",
		);
	giveUp("`npm ci` failed. It said:", "", `${stdout}${stderr}`.trim());
}

/** The version of Node that child processes run on. */
const nodeVersion = () =>
	execFileSync("node", ["-p", "process.versions.node"], { env: environment, encoding: "utf8" }).trim();
