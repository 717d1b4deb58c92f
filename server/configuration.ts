// The configuration of one machine, from wrangler.toml, .dev.vars and the environment. As a program it prints the result.
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

/** @throws ConfigurationError for an unknown setting, and for one that may not be in that file */
function refuseMisplaced(values: object, file: string, isRefused: (setting: Setting) => boolean): void {
	for (const name of Object.keys(values)) {
		const setting = table[name];
		if (!setting) throw new ConfigurationError(name, `is not a setting, but ${file} has it: see docs/configuration.md`);
		if (isRefused(setting)) throw new ConfigurationError(name, `may not be in ${file}: remove it`);
	}
}

/**
 * The variables of wrangler.toml, which a deployment gets unchanged.
 * @throws ConfigurationError
 */
export function readVars(): object {
	const { vars } = unstable_readConfig({ config: join(root, "wrangler.toml") });
	refuseMisplaced(vars, "wrangler.toml", ({ kind, isInternal }) => kind === "secret" || isInternal === true);
	return vars;
}

/** Without internal settings: `wrangler dev` reads those from .dev.vars, `npm start` does not. */
function readDevVars(): object {
	const path = join(root, ".dev.vars");
	const values = existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
	refuseMisplaced(values, ".dev.vars", () => false);
	return Object.fromEntries(Object.entries(values).filter(([name]) => !table[name]!.isInternal));
}

const isSetting = ([name]: [string, unknown]): boolean => Object.hasOwn(settings, name);

/** Each file overrides the one before, and the environment overrides all. */
export const readEnvironment = (): Environment => ({
	...readVars(),
	...readDevVars(),
	...Object.fromEntries(Object.entries(process.env).filter(isSetting)),
});

/** The settings for the Worker, in the form of its environment. */
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
