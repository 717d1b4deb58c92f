// What has to be there before anything of ours can run. Needs Node 20 and no package.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** For what we start: on Linux the Node of node_modules/.bin comes first, and wrangler talks to nobody but us. */
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
 * Ends the script with words for people, and no stack.
 * @returns {never}
 */
export function giveUp(...lines) {
	console.error(["", ...lines, ""].join("\n"));
	process.exit(1);
}

/** What ClickClack runs on. For Linux (x64 and arm64, glibc) npm brings one along; these scripts are content with 20. */
const runs_on = "22.18";

/** Makes sure of Node and of node_modules. */
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
	say("Installing what ClickClack is made of; this takes about half a minute …");
	const { status, stdout, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
		cwd: root,
		encoding: "utf8",
		shell: process.platform === "win32",
	});
	if (status === 0) return;
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/.test(stderr))
		giveUp(
			"The packages could not be downloaded: npm cannot reach its registry.",
			"Check the network (or the proxy that npm is to use), then run this again.",
		);
	giveUp("`npm ci` failed. It said:", "", `${stdout}${stderr}`.trim());
}

/** The Node that what we start will run on. */
const nodeVersion = () =>
	execFileSync("node", ["-p", "process.versions.node"], { env: environment, encoding: "utf8" }).trim();
