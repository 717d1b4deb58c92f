import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import type { MiniflareOptions } from "miniflare";
import { type Unstable_Config as Config, unstable_readConfig } from "wrangler";

/** A Worker in the form that the runtime takes. */
export type Built = Extract<MiniflareOptions, { workers: unknown[] }>["workers"][number]["config"];

const kinds = new Map<string, "esm" | "text">([
	[".js", "esm"],
	[".sql", "text"],
]);

function modulesIn(folder: string) {
	const found = readdirSync(folder).flatMap((name) => {
		const type = kinds.get(extname(name));
		return type ? [[name, { type, contents: readFileSync(join(folder, name), "utf8") }] as const] : [];
	});
	return Object.fromEntries(found);
}

/**
 * A bundled Worker with the bindings of its wrangler.toml, without the files of the web app.
 * @param folder the output of `wrangler deploy --dry-run --outdir`
 * @param secrets its variables
 */
export function readBuilt(config_path: string, folder: string, secrets: Record<string, string>): Built {
	const modules = modulesIn(folder);
	const config: Config = unstable_readConfig({ config: config_path });
	const [worker, objects] = [config.name!, config.durable_objects.bindings];
	const object = { type: "durable-object" as const };
	const bound = objects.map((one) => [one.name, { ...object, worker, exportName: one.class_name }] as const);
	// the name that wrangler gives the bucket of a deployment
	const buckets = config.r2_buckets.map(({ binding, bucket_name }) => {
		const name = bucket_name ?? `${worker}-${binding.toLowerCase()}`;
		return [binding, { type: "r2" as const, name }] as const;
	});
	const texts = Object.entries(secrets).map(([name, value]) => [name, { type: "text" as const, value }] as const);
	return {
		name: worker,
		compatibilityDate: config.compatibility_date!,
		compatibilityFlags: config.compatibility_flags,
		manifest: { mainModule: Object.keys(modules).find((name) => name.endsWith(".js"))!, modulesRoot: folder, modules },
		env: Object.fromEntries([...texts, ...bound, ...buckets]),
		exports: Object.fromEntries(objects.map((one) => [one.class_name, { ...object, storage: "sqlite" as const }])),
	};
}

/** The same with the files of the web app, in front of or behind the Worker as wrangler.toml says. */
export function withAssets(built: Built, config_path: string): Built {
	const { assets } = unstable_readConfig({ config: config_path });
	if (!assets?.directory || !assets.binding) throw new Error(`${config_path} names no files of the web app`);
	return {
		...built,
		env: { ...built.env, [assets.binding]: { type: "assets" } },
		assets: {
			directory: join(config_path, "..", assets.directory),
			hasUserWorker: true,
			htmlHandling: assets.html_handling,
			notFoundHandling: assets.not_found_handling,
			runWorkerFirst: assets.run_worker_first,
		},
	};
}

/** Options for every runtime of ours: it opens only the given ports and sends no telemetry. */
export const quiet = {
	cf: false,
	logRequests: false,
	telemetry: { enabled: false },
	// with it the runtime opens a debugging port
	enableDevRegistry: false,
	unsafeLocalExplorer: false,
	unsafeObservability: false,
} satisfies Partial<MiniflareOptions>;
