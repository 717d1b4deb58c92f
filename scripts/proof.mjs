// `npm run torture | storm | fuzz | authz | content [-- --short] [-- --seed N]`: see docs/reliability.md.
import { spawnSync } from "node:child_process";
import { environment, root, setUp } from "./setup.mjs";

/** The harnesses whose short form is part of `npm test`; each is a folder of proof/. */
export const proofs = ["torture", "storm", "fuzz", "authz", "content"];

if (process.argv[1] === import.meta.filename) {
	setUp();
	const [name, ...args] = process.argv.slice(2);
	const command = ["--conditions=source", `proof/${name}/index.ts`, ...args];
	process.exitCode = spawnSync("node", command, { cwd: root, env: environment, stdio: "inherit" }).status ?? 1;
}
