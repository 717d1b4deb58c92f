// Finds a browser for the tests: the system's, else Debian's, else the one of an npm package.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { environment, root, say } from "./setup.mjs";

const usual = [
	process.env.CHROMIUM,
	// the headless build: it needs less than two thirds of the time
	"/usr/bin/chromium-headless-shell",
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The path of a Chromium, which is installed when there is none.
 * @returns {string | undefined} undefined when none can be installed: then print `no_chromium`
 */
export function findChromium() {
	const found = usual.find((path) => path && existsSync(path));
	return found ?? fromDebian() ?? fromNpm();
}

const succeeds = (command, args) =>
	spawnSync(command, args, { cwd: root, env: { ...environment, DEBIAN_FRONTEND: "noninteractive" } }).status === 0;

function fromDebian() {
	if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
	say("Installing Debian's Chromium for the browser tests …");
	const apt = (...args) => succeeds("apt-get", args);
	apt("update");
	// not every Debian release has the first one
	for (const name of ["chromium-headless-shell", "chromium"]) {
		apt("install", "-y", "--no-install-recommends", name);
		if (existsSync(`/usr/bin/${name}`)) return `/usr/bin/${name}`;
	}
	return undefined;
}

/** The package unpacks itself, and needs the newer Node for that. */
function fromNpm() {
	if (process.platform !== "linux" || process.arch !== "x64") return undefined;
	say("Fetching a Chromium from npm for the browser tests …");
	const folder = join(root, ".wrangler/chromium");
	mkdirSync(folder, { recursive: true });
	const flags = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", folder];
	if (!succeeds("npm", ["install", ...flags, "@sparticuz/chromium@153.0.0"])) return undefined;
	const unpack = 'import chromium from "@sparticuz/chromium"; console.log(await chromium.executablePath())';
	const unpacking = { cwd: folder, env: environment, encoding: "utf8" };
	return spawnSync("node", ["--input-type=module", "--eval", unpack], unpacking).stdout.trim() || undefined;
}

export const no_chromium = `The browser tests need a Chromium and found none.
Install Chromium or Chrome, or say where it is: CHROMIUM=/path/to/chromium npm test`;
