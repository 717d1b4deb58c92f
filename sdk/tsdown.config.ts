import { defineConfig } from "tsdown";

export default defineConfig({
	entry: ["index.ts"],
	format: "esm",
	// types are made from its folder on, and some of ours come from protocol/ (rolldown-plugin-dts 0.27, 2026-11-28)
	tsconfig: "../tsconfig.sdk.json",
	platform: "neutral",
	dts: true,
	sourcemap: true,
});
