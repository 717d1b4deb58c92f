// `npm run chaos | replay | storm | fuzz | authz | content [-- --short] [-- --seed N]`: see docs/reliability.md.
import { spawnSync } from "node:child_process";
import { environment, root, setUp } from "./setup.mjs";

setUp();
const [name, ...args] = process.argv.slice(2);
const command = ["--conditions=source", `proof/${name}/index.ts`, ...args];
process.exitCode = spawnSync("node", command, { cwd: root, env: environment, stdio: "inherit" }).status ?? 1;
