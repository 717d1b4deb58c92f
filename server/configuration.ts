// What one machine is told: by wrangler.toml, by .dev.vars and by the environment. As a program it prints what that comes to.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import {
	ConfigurationError,
	type Environment,
	type Setting,
	type SettingName,
	readConfiguration,
	settingText,
	settings,
} from "@clickclack/protocol";
import { unstable_readConfig } from "wrangler";

const root = join(import.meta.dirname, "..");
const table: Record<string, Setting | undefined> = settings;

/** @throws ConfigurationError for what is no setting, and for what may not stand in that file */
function refuseMisplaced(values: object, file: string, isRefused: (setting: Setting) => boolean): void {
	for (const name of Object.keys(values)) {
		const setting = table[name];
		if (!setting) throw new ConfigurationError(name, `is no setting, but ${file} has it: see docs/configuration.md`);
		if (isRefused(setting)) throw new ConfigurationError(name, `may not stand in ${file}: take it out`);
	}
}

/**
 * What wrangler.toml says: a deployment gets it as it is.
 * @throws ConfigurationError
 */
export function readVars(): object {
	const { vars } = unstable_readConfig({ config: join(root, "wrangler.toml") });
	refuseMisplaced(vars, "wrangler.toml", ({ kind, isInternal }) => kind === "secret" || isInternal === true);
	return vars;
}

/** Without what only a program of ours may say: `wrangler dev` reads that there, `npm start` does not. */
function readDevVars(): object {
	const path = join(root, ".dev.vars");
	const values = existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
	refuseMisplaced(values, ".dev.vars", () => false);
	return Object.fromEntries(Object.entries(values).filter(([name]) => !table[name]!.isInternal));
}

const isSetting = ([name]: [string, unknown]): boolean => Object.hasOwn(settings, name);

/** Each file says more than the one before, and the environment most. */
export const readEnvironment = (): Environment => ({
	...readVars(),
	...readDevVars(),
	...Object.fromEntries(Object.entries(process.env).filter(isSetting)),
});

/** Those that the Worker reads, as the runtime hands them to it. */
export function bindingsOf(env: Environment): Record<string, string> {
	const read = (Object.keys(settings) as SettingName[]).filter((name) => settings[name].read_by.includes("worker"));
	const given = read.flatMap((name) => {
		const value = env[name] ?? "";
		return value === "" ? [] : [[name, settingText(value)] as const];
	});
	return Object.fromEntries(given);
}

if (process.argv[1] === import.meta.filename)
	try {
		const env = process.argv.includes("--deploy") ? readVars() : readEnvironment();
		console.log(JSON.stringify(readConfiguration(env)));
	} catch (error) {
		console.error((error as Error).message);
		process.exitCode = 1;
	}
