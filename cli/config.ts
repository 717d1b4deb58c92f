import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** A session on disk. It belongs to `server` and is shown to no other. */
export interface Config {
	server: string;
	token: string;
}

const file = (): string =>
	join(process.env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "clickclack", "config.json");

export function readConfig(): Config | undefined {
	try {
		return JSON.parse(readFileSync(file(), "utf8"));
	} catch {
		return undefined;
	}
}

/** Written beside and moved into place: never half a file, and never readable by others. */
export function writeConfig(config: Config): string {
	mkdirSync(dirname(file()), { recursive: true, mode: 0o700 });
	const draft = `${file()}.${crypto.randomUUID()}`;
	// a file that is there already would keep its mode, and a link would lead elsewhere
	writeFileSync(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flag: "wx" });
	renameSync(draft, file());
	return file();
}

export const removeConfig = (): void => rmSync(file(), { force: true });
