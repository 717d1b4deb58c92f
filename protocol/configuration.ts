import type { z } from "zod";
import { type Setting, isTable } from "./setting.ts";
import { settings } from "./settings.ts";

export type SettingName = keyof typeof settings;
/** Raw values, before they are parsed. */
export type Environment = { readonly [Name in SettingName]?: unknown };
export type Configuration = { readonly [Name in SettingName]: (typeof settings)[Name]["default"] };

/** An invalid setting. The message is for the operator; others may learn the name only. */
export class ConfigurationError extends Error {
	readonly setting: string;

	constructor(setting: string, problem: string) {
		super(`${setting} ${problem}`);
		this.setting = setting;
	}
}

const names = Object.keys(settings) as SettingName[];
const wildcards = ["0.0.0.0", "::"];

/** wrangler.toml may have a number in place of a text, or a table in place of JSON. */
export const settingText = (given: unknown): string => (typeof given === "string" ? given : JSON.stringify(given));

function readSetting(name: SettingName, given: unknown): unknown {
	const setting: Setting = settings[name];
	if (given === undefined || given === "") return setting.default;
	const value = settingText(given);
	const { success, data, error } = setting.schema.safeParse(value);
	if (success) return data;
	const [{ path, message }] = error.issues as [z.core.$ZodIssue];
	const place = path.length > 0 ? ` at ${path.join(".")}` : "";
	if (isTable(setting)) throw new ConfigurationError(name, `is wrong${place}: ${message}`);
	const quoted = setting.kind === "secret" ? "wrong" : value;
	throw new ConfigurationError(name, `is ${quoted}: give ${setting.bounds}`);
}

function read(env: Environment): Configuration {
	const values = names.map((name) => [name, readSetting(name, env[name])]);
	const configuration = Object.fromEntries(values) as Configuration;
	const { LISTEN_ADDRESS, PUBLIC_URL, TRUSTED_PROXIES } = configuration;
	if (wildcards.includes(LISTEN_ADDRESS) && !PUBLIC_URL)
		throw new ConfigurationError(
			"LISTEN_ADDRESS",
			`is ${LISTEN_ADDRESS}: also set the address at which people reach it, as in PUBLIC_URL=https://chat.example.com`,
		);
	if (TRUSTED_PROXIES.length > 0 && !PUBLIC_URL)
		throw new ConfigurationError("TRUSTED_PROXIES", "needs PUBLIC_URL, the address at which people reach the proxy");
	return configuration;
}

const known = new WeakMap<object, Configuration>();

/**
 * The configuration of a deployment, with defaults for what is not set. Parsed once for each `env`, which must not change.
 * @throws ConfigurationError that names the first invalid setting
 */
export function readConfiguration(env: object): Configuration {
	const configuration = known.get(env) ?? read(env);
	known.set(env, configuration);
	return configuration;
}
