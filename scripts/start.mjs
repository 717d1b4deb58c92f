// `npm start`: everything, on one port. `npm run dev` (--dev): the same, with the web app reloading as it is edited.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isStale } from "./build.mjs";
import { isFree, startServer, startVite, state } from "./server.mjs";
import { environment, giveUp, root, say, setUp } from "./setup.mjs";

const isDev = process.argv.includes("--dev");
const port = Number(process.env.PORT ?? 8787);
const apiPort = isDev ? port + 1 : port;

async function checkPort(wanted) {
	if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
		giveUp(`PORT is ${process.env.PORT}, which is no port: choose a number from 1 to 65535.`);
	if (await isFree(wanted)) return;
	const other = `PORT=${wanted + 10} npm ${isDev ? "run dev" : "start"}`;
	giveUp(`Port ${wanted} is in use: perhaps ClickClack runs already.`, `Choose another one: ${other}`);
}

/** The operator's token of this machine, made once; with development sign-in, which works on loopback only. */
function localSecrets() {
	const path = join(root, ".dev.vars");
	const there = existsSync(path) ? readFileSync(path, "utf8") : "";
	const missing = { ADMIN_TOKEN: () => randomBytes(32).toString("base64url"), DEV_AUTH: () => "1" };
	for (const [name, make] of Object.entries(missing))
		if (!new RegExp(`^${name}=`, "m").test(there)) appendFileSync(path, `${name}=${make()}\n`, { mode: 0o600 });
}

function build() {
	if (!isStale("web")) return;
	say("Building the web app …");
	const { status, stdout, stderr } = run("node", ["scripts/build.mjs", "web"]);
	if (status !== 0) giveUp("The web app could not be built:", "", `${stdout}${stderr}`.trim());
}

const run = (command, args, more = {}) =>
	spawnSync(command, args, { cwd: root, encoding: "utf8", env: { ...environment, ...more } });

setUp();
await checkPort(port);
if (isDev) await checkPort(apiPort);
localSecrets();
if (!isDev) build();

const parts = [];
let isStopping = false;
async function stop(code) {
	if (isStopping) return;
	isStopping = true;
	await Promise.all(parts.map((part) => part.stop()));
	process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(0));

async function add(part) {
	parts.push(part);
	const isReady = await part.isReady;
	const fail = async (what) => {
		if (isStopping) return;
		console.error(`\n${what}. Its log says:\n\n${part.log()}\n`);
		await stop(1);
	};
	if (!isReady) await fail("The server did not start");
	void part.ended.then(() => fail("The server ended by itself"));
}

await add(startServer(apiPort));
if (isDev) await add(startVite(port, apiPort));
const url = `http://localhost:${port}`;
say(`\nClickClack runs at ${url}\n`);
const demo = run("node", ["scripts/seed.ts"], { CLICKCLACK_SERVER: url });
say(`${demo.stdout}${demo.stderr}`);
if (demo.status !== 0)
	say(`The demo could not be set up: see above. Remove ${state} and start again to have it made anew.\n`);
say(`What is said is kept in ${state}, the log in .wrangler/wrangler.log. Ctrl-C stops it.`);
