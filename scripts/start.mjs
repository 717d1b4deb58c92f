// `npm start`: everything, on one port. `npm run dev` (--dev): the same, with hot reload.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { changedAt, isStale } from "./build.mjs";
import { isFree, startServer, startVite } from "./server.mjs";
import { readSettings, urlOf } from "./settings.mjs";
import { environment, giveUp, root, say, setUp } from "./setup.mjs";

/** Polled, not watched: editors write files in ways that watching folders misses (Node 20). */
const look_ms = 500;
const isDev = process.argv.includes("--dev");

async function checkPort(wanted, on) {
	if (await isFree(wanted, on)) return;
	const other = `PORT=${wanted + 10} npm ${isDev ? "run dev" : "start"}`;
	giveUp(`Port ${wanted} is in use: perhaps ClickClack runs already.`, `Choose another one: ${other}`);
}

/** The operator's token of this machine, created once. */
function makeToken() {
	const token = randomBytes(32).toString("base64url");
	appendFileSync(join(root, ".dev.vars"), `\nADMIN_TOKEN=${token}\n`, { mode: 0o600 });
	return token;
}

function build(name, what) {
	if (!isStale(name)) return;
	say(`Building ${what} …`);
	const { status, stdout, stderr } = run("node", ["scripts/build.mjs", name]);
	if (status !== 0) giveUp(`${what} could not be built:`, "", `${stdout}${stderr}`.trim());
}

const run = (command, args, more = {}) =>
	spawnSync(command, args, { cwd: root, encoding: "utf8", env: { ...environment, ...more } });

const parts = [];
let isStopping = false;
async function stop(code) {
	if (isStopping) return;
	isStopping = true;
	await Promise.all(parts.map((part) => part.stop()));
	process.exit(code);
}

async function add(part) {
	parts.push(part);
	const isReady = await part.isReady;
	const fail = async (what) => {
		if (isStopping) return;
		console.error(`\n${what}. Its log says:\n\n${part.log()}\n`);
		await stop(1);
	};
	if (!isReady) await fail("The server did not start");
	void part.ended.then((isMeant) => isMeant || fail("The server ended by itself"));
}

/** Builds and restarts the server whenever one of its sources has changed. */
function watchServer(start) {
	let failed_at = 0;
	const renew = async () => {
		const changed_at = changedAt("worker");
		if (isStopping || !isStale("worker") || changed_at === failed_at) return;
		const { status, stdout, stderr } = run("node", ["scripts/build.mjs", "worker"]);
		failed_at = status === 0 ? 0 : changed_at;
		if (status !== 0) return say(`${stdout}${stderr}`.trim());
		await parts.shift().stop();
		const server = start();
		parts.unshift(server);
		await server.isReady;
		say("The server has restarted with your changes.");
	};
	const again = () => setTimeout(() => renew().then(again), look_ms);
	again();
}

setUp();
const settings = readSettings();
const { PORT: port, CLICKCLACK_STATE: state, ADMIN_TOKEN = makeToken() } = settings;
await checkPort(port, isDev ? undefined : settings.LISTEN_ADDRESS);
if (isDev) await checkPort(port + 1);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(0));

const url = isDev ? `http://127.0.0.1:${port}` : urlOf(settings);
const address = settings.PUBLIC_URL ?? url.replace("127.0.0.1", "localhost");
if (!isDev) build("web", "The web app");
build("worker", "The Worker");
// vite is in front, which is a proxy like any other
const behind = { PORT: String(port + 1), PUBLIC_URL: address, TRUSTED_PROXIES: "127.0.0.1", DEV_AUTH: "1" };
const start = () =>
	isDev
		? startServer(`http://127.0.0.1:${port + 1}`, state, { ADMIN_TOKEN, ...behind })
		: startServer(url, state, { ADMIN_TOKEN });
await add(start());
if (isDev) {
	watchServer(start);
	await add(startVite(port, port + 1));
}
say(`\nClickClack runs at ${address}\n`);
const demo = run("node", ["scripts/seed.ts"], { CLICKCLACK_SERVER: url, CLICKCLACK_ADMIN_TOKEN: ADMIN_TOKEN });
say(`${demo.stdout}${demo.stderr}`.replaceAll(url, address));
if (demo.status !== 0)
	say(`The demo could not be set up: see above. Remove ${state} and start again to create it again.\n`);
say(`The data is in ${state}, the log in ${join(state, "server.log")}. Ctrl-C stops it.`);
