// Runs a built Worker under miniflare, without the development proxy, until it is killed. test/server.ts starts it.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { Miniflare } from "miniflare";
import { unstable_readConfig } from "wrangler";

const [config = "", built = "", data = "", port = ""] = process.argv.slice(2);
const { name, main, compatibility_date, compatibility_flags, durable_objects } = unstable_readConfig({ config });
const host = "127.0.0.1";
const kinds = { js: "esm", sql: "text" } as const;

const files = readdirSync(built).flatMap((file) => {
	const type = kinds[file.split(".").at(-1) as keyof typeof kinds];
	return type ? [[file, { type, contents: readFileSync(join(built, file), "utf8") }] as const] : [];
});
const objects = durable_objects.bindings.map(({ name: binding, class_name }) => ({ binding, class_name }));

const miniflare = new Miniflare({
	host,
	port: 0,
	cf: false,
	logRequests: false,
	telemetry: { enabled: false },
	resourcePersistencePath: data,
	workers: [
		{
			config: {
				name: name!,
				compatibilityDate: compatibility_date!,
				compatibilityFlags: compatibility_flags,
				manifest: { mainModule: `${basename(main!, ".ts")}.js`, modulesRoot: built, modules: Object.fromEntries(files) },
				env: {
					ADMIN_TOKEN: { type: "text", value: process.env["ADMIN_TOKEN"]! },
					DEV_AUTH: { type: "text", value: "1" },
					...Object.fromEntries(
						objects.map(({ binding, class_name }) => [
							binding,
							{ type: "durable-object", worker: name!, exportName: class_name },
						]),
					),
				},
				exports: Object.fromEntries(
					objects.map(({ class_name }) => [class_name, { type: "durable-object", storage: "sqlite" }]),
				),
			},
			dev: { unsafeDirectSockets: [{ host, port: Number(port) }] },
		},
	],
});
await miniflare.ready;
process.send!((await miniflare.unsafeGetDirectURL(name)).origin);
process.on("disconnect", () => process.exit());
