import { defineConfig } from "tsdown";

export default defineConfig({
	entry: { cli: "run.ts" },
	format: "esm",
	platform: "node",
	target: "node20",
	dts: false,
	deps: { onlyBundle: ["commander", "ws", "string-width", "get-east-asian-width", "strip-ansi", "ansi-regex"] },
	inputOptions: { resolve: { conditionNames: ["source", "node", "import", "default"] } },
	outputOptions: { codeSplitting: false },
});
