// What `npm start` runs: the built Worker in the local runtime, and the listener in front of it.
import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { readConfiguration } from "@clickclack/protocol";
import { Miniflare } from "miniflare";
import { quiet, readBuilt, withAssets } from "./built.ts";
import { bindingsOf, readEnvironment } from "./configuration.ts";
import { Listener } from "./listener.ts";
import { lock } from "./lock.ts";

const root = join(import.meta.dirname, "..");
const config = join(root, "wrangler.toml");

function begin() {
	try {
		const env = readEnvironment();
		const configuration = readConfiguration(env);
		const state = resolve(root, configuration.CLICKCLACK_STATE);
		lock(state);
		return { env, configuration, state };
	} catch (error) {
		console.error((error as Error).message);
		return process.exit(1);
	}
}

const { env, configuration, state } = begin();
const key = randomBytes(32).toString("base64url");
const bindings = bindingsOf({ ...env, LISTENER_KEY: key });
const worker = withAssets(readBuilt(config, join(root, "dist/worker"), bindings), config);
const runtime = new Miniflare({
	host: "127.0.0.1",
	...quiet,
	// the folder of `wrangler dev --persist-to`
	resourcePersistencePath: join(state, "v3"),
	workers: [{ config: worker, dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0, proxy: true }] } }],
});
await runtime.ready;
const listener = new Listener({ url: await runtime.unsafeGetDirectURL(), key }, configuration);
await listener.listen();

async function stop(): Promise<void> {
	listener.close();
	await runtime.dispose();
	process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop());
