// `npm run bench [-- --runs 3] [--json | --markdown]`, `npm run bench -- --scale [--json]`: see docs/performance.md.
import { spawnSync } from "node:child_process";
import { environment, root, setUp } from "./setup.mjs";

setUp();
const entry = process.argv.includes("--scale") ? "bench/scale/index.ts" : "bench/index.ts";
const args = ["--conditions=source", entry, ...process.argv.slice(2)];
process.exitCode = spawnSync("node", args, { cwd: root, env: environment, stdio: "inherit" }).status ?? 1;
