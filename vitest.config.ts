import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { emojiList } from "./web/emoji-plugin.ts";

/** How long projection.test.ts looks for a sequence that breaks it: see proof/replay. */
const { REPLAY_RUNS = "24", REPLAY_SEED = "" } = process.env;

/** For a machine that is busy with something else: what does not end at all fails. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } };

export default defineConfig({
	test: {
		// much of the time is spent in waiting
		maxWorkers: 2,
		projects: [
			{
				// inside the Workers runtime, with real objects
				plugins: [
					cloudflareTest({
						wrangler: { configPath: "./wrangler.toml" },
						miniflare: { bindings: { ADMIN_TOKEN: "test-operator", DEV_AUTH: "1", REPLAY_RUNS, REPLAY_SEED } },
					}),
				],
				ssr: { resolve: { conditions: ["source", "workerd", "worker", "import", "default"] } },
				test: {
					name: "workers",
					include: ["durable-objects/**/*.test.ts", "worker/**/*.test.ts", "sdk/**/*.test.ts"],
					// one runtime for all files: starting one takes longer than most of them
					isolate: false,
					setupFiles: "./durable-objects/test/fresh.ts",
					...patience,
				},
			},
			{
				plugins: [emojiList()],
				ssr: { resolve: { conditions: ["source", "node", "import", "default"] } },
				test: {
					name: "node",
					...patience,
					globalSetup: "./test/global-setup.ts",
					setupFiles: "./test/seed.ts",
					isolate: false,
					include: [
						"protocol/**/*.test.ts",
						"cli/**/*.test.ts",
						"test/**/*.test.ts",
						"proof/**/*.test.ts",
						"web/src/**/*.test.ts",
					],
				},
			},
		],
	},
});
