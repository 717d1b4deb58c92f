// `node scripts/at-rest.mjs FOLDER …`: reports usable tokens that are stored in a folder. Only hashes may be.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Tokens of sessions, sign-in links, invites and bots, as durable-objects/tokens.ts and session-tokens.ts create them. */
const token = /\b(?:sst_[\w-]{40,}\.[\w-]{43}|(?:mgt|ivt|ccb)_[\w-]{43,51})(?![\w-])/g;

/**
 * @param {string} folder
 * @returns {string[]} a line for each token, without the token
 */
export function tokensAtRest(folder) {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return files.flatMap((entry) => {
		const path = join(entry.parentPath, entry.name);
		const found = readFileSync(path, "latin1").match(token) ?? [];
		return found.map((one) => `${path} contains a token: ${one.slice(0, 4)}…`);
	});
}

if (process.argv[1] === import.meta.filename) {
	const found = process.argv.slice(2).filter(existsSync).flatMap(tokensAtRest);
	for (const line of found) console.error(line);
	process.exitCode = found.length > 0 ? 1 : 0;
}
