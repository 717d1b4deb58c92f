// `npm run bench [-- --runs 3] [--json | --markdown]`: see docs/performance.md.
import { spawnSync } from "node:child_process";
import { environment, root, setUp } from "./setup.mjs";

setUp();
const args = ["--conditions=source", "bench/index.ts", ...process.argv.slice(2)];
process.exitCode = spawnSync("node", args, { cwd: root, env: environment, stdio: "inherit" }).status ?? 1;
