// Reads this machine's configuration (docs/configuration.md). Needs Node 20; what it starts needs packages.
import { spawnSync } from "node:child_process";
import { environment, giveUp, root } from "./setup.mjs";

const wildcards = ["0.0.0.0", "::"];

/**
 * Ends the script with the setting's name where one is invalid. Call it after `setUp`.
 * @param {string[]} flags --deploy: only what a deployment gets
 * @returns {import("@clickclack/protocol").Configuration}
 */
export function readSettings(...flags) {
	const args = ["--conditions=source", "--disable-warning=ExperimentalWarning", "server/configuration.ts", ...flags];
	const { status, stdout, stderr } = spawnSync("node", args, { cwd: root, encoding: "utf8", env: environment });
	return status === 0 ? JSON.parse(stdout.trim().split("\n").at(-1)) : giveUp(stderr.trim());
}

/** The address at which this machine itself reaches the server. */
export const urlOf = ({ LISTEN_ADDRESS, PORT }) => {
	const reached = wildcards.includes(LISTEN_ADDRESS) ? "127.0.0.1" : LISTEN_ADDRESS;
	return `http://${reached.includes(":") ? `[${reached}]` : reached}:${PORT}`;
};
