// `npm run bench [-- --runs 3] [--json | --markdown]`, `npm run bench -- --scale|--uploads|--export|--web [--json]`: see docs/performance.md.
import { spawnSync } from "node:child_process";
import { buildStale } from "./build.mjs";
import { environment, root, setUp } from "./setup.mjs";

setUp();
const kind = ["scale", "uploads", "export", "web"].find((name) => process.argv.includes(`--${name}`));
if (kind === "web") buildStale("web", "worker");
const entry = kind ? `bench/${kind}/index.ts` : "bench/index.ts";
const args = ["--conditions=source", entry, ...process.argv.slice(2)];
process.exitCode = spawnSync("node", args, { cwd: root, env: environment, stdio: "inherit" }).status ?? 1;
