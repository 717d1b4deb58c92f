#!/usr/bin/env node
import { existsSync } from "node:fs";

const built = new URL("./dist/cli.mjs", import.meta.url);
if (existsSync(built)) await import(built.href);
else {
	console.error("clickclack is not built yet: run `npm run build` in the repository first");
	process.exitCode = 1;
}
