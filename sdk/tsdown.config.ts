import { defineConfig } from "tsdown";

export default defineConfig({
	entry: [
		"index.ts",
		"grammar.ts",
		"attention-policy.ts",
		"followed-threads.ts",
		"search-query.ts",
		"sidebar-changes.ts",
	],
	format: "esm",
	// types are emitted relative to their folder, and some of ours are in protocol/ (rolldown-plugin-dts 0.27, 2026-11-28)
	tsconfig: "../tsconfig.sdk.json",
	platform: "neutral",
	dts: true,
	sourcemap: true,
});
