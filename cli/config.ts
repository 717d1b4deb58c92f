import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** A stored session. It belongs to `server` and is sent to no other. */
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

/** Written to a temporary file and renamed: never half a file, and never readable by others. */
export function writeConfig(config: Config): string {
	mkdirSync(dirname(file()), { recursive: true, mode: 0o700 });
	const draft = `${file()}.${crypto.randomUUID()}`;
	// an existing file would keep its mode, and a link would write elsewhere
	writeFileSync(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flag: "wx" });
	renameSync(draft, file());
	return file();
}

export const removeConfig = (): void => rmSync(file(), { force: true });
