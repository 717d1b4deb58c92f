import { z } from "zod";
import { caps } from "./caps.ts";
import { limits } from "./limits.ts";

export interface Setting<T = unknown> {
	/** a secret stands in no file that is committed, and no message repeats it */
	kind: "variable" | "secret";
	/** the Worker with its objects, and what listens in front of it where `npm start` runs it */
	read_by: ("worker" | "npm start")[];
	about: string;
	unit?: string;
	/** what it may be, after the word "give" */
	bounds: string;
	default: T;
	/** from text, as the environment has it */
	schema: z.ZodType<T>;
	/** a program of ours says it to another one: not for wrangler.toml, nor for .dev.vars */
	isInternal?: true;
}

const setting = <T>(row: Setting<T>): Setting<T> => row;

const text = z.string();
const address = z.union([z.ipv4(), z.ipv6()]);
const range = z.union([address, z.cidrv4(), z.cidrv6()]);

/** An address without a path, a user or a query, as a browser writes an origin. */
const origin = z
	.url({ protocol: /^https?$/, normalize: true })
	.regex(/^https?:\/\/[^/?#@]+\/$/)
	.transform((href) => href.slice(0, -1));

export interface Numbers {
	readonly [name: string]: number | Numbers;
}

/** The same tree, in which each number that is not given is the usual one. */
function numbers<T extends Numbers>(usual: T, most: number): z.ZodType<T> {
	const refusal = `give a whole number from 1 to ${most}`;
	const number = z.int(refusal).min(1, refusal).max(most, refusal);
	const fields = Object.entries(usual).map(([name, value]) => [
		name,
		typeof value === "number" ? number.default(value) : numbers(value, most).prefault({}),
	]);
	return z.strictObject(Object.fromEntries(fields)) as unknown as z.ZodType<T>;
}

/** From JSON. */
const json = <T>(schema: z.ZodType<T>) =>
	z.preprocess((value, context) => {
		try {
			return JSON.parse(String(value));
		} catch {
			context.issues.push({ code: "custom", message: "it is not JSON", input: value });
			return z.NEVER;
		}
	}, schema) as z.ZodType<T>;

const [most_of_a_limit, most_of_a_cap, most_port] = [1_000_000, 100_000, 65_535];

/** Everything that a deployment can be told. docs/configuration.md and .dev.vars.example are printed from it. */
export const settings = {
	PORT: setting({
		kind: "variable",
		read_by: ["npm start"],
		about: "The port to listen on.",
		unit: "TCP port",
		bounds: `a whole number from 1 to ${most_port}`,
		default: 8_787,
		schema: text
			.regex(/^\d{1,5}$/)
			.transform(Number)
			.pipe(z.int().min(1).max(most_port)),
	}),
	LISTEN_ADDRESS: setting({
		kind: "variable",
		read_by: ["npm start"],
		about:
			"The address to listen on. Any other than loopback lets others reach the port; 0.0.0.0 and :: need PUBLIC_URL.",
		bounds: "an IP address of this machine",
		default: "127.0.0.1",
		schema: address,
	}),
	PUBLIC_URL: setting<string | undefined>({
		kind: "variable",
		read_by: ["worker", "npm start"],
		about:
			"Where people reach the server. Sign-in and invite links begin with it, and pages of this origin, and of no other, may call the API from elsewhere. Without it links begin with the address that the request was sent to.",
		bounds: "an address alone, as in https://chat.example.com",
		default: undefined,
		schema: origin,
	}),
	TRUSTED_PROXIES: setting<string[]>({
		kind: "variable",
		read_by: ["npm start"],
		about:
			"The reverse proxies in front of the server, whose X-Forwarded-For says where a request comes from. Needs PUBLIC_URL.",
		bounds: "IP addresses or ranges such as 10.0.0.0/8, separated by commas",
		default: [],
		schema: text.transform((value) => value.split(",").map((one) => one.trim())).pipe(z.array(range)),
	}),
	CLICKCLACK_STATE: setting({
		kind: "variable",
		read_by: ["npm start"],
		about: "The folder in which everything is kept.",
		bounds: "the path of a folder; a relative one begins at the folder of ClickClack",
		default: ".wrangler/state",
		schema: text,
	}),
	COOKIE_NAMESPACE: setting({
		kind: "variable",
		read_by: ["worker"],
		about:
			"Part of the session cookie's name, so that two deployments on one host do not overwrite each other's: with blue, cc_session is cc_blue_session. A change signs everybody's browser out.",
		bounds: "1 to 32 of a-z, 0-9 and -",
		default: "",
		schema: text.regex(/^[a-z0-9-]{1,32}$/),
	}),
	WORKSPACE_CREATION: setting<"everyone" | "operator">({
		kind: "variable",
		read_by: ["worker"],
		about: "Who may make workspaces: everyone who is signed in, or the operator alone.",
		bounds: "everyone or operator",
		default: "everyone",
		schema: z.enum(["everyone", "operator"]),
	}),
	LIMITS: setting({
		kind: "variable",
		read_by: ["worker"],
		about: "How often one may do what, where that is not to be as in the table below. What is left out stays as it is.",
		unit: "requests at once (burst) and a minute (per_minute)",
		bounds: `JSON of numbers from 1 to ${most_of_a_limit}, as in {"send":{"person":{"burst":100}}}`,
		default: limits,
		schema: json(numbers(limits, most_of_a_limit)),
	}),
	CAPS: setting({
		kind: "variable",
		read_by: ["worker"],
		about:
			"How many of each thing there may be, where that is not to be as in the table below. What is left out stays as it is.",
		unit: "things",
		bounds: `JSON of numbers from 1 to ${most_of_a_cap}, as in {"channels":{"workspace":200}}`,
		default: caps,
		schema: json(numbers(caps, most_of_a_cap)),
	}),
	ADMIN_TOKEN: setting<string | undefined>({
		kind: "secret",
		read_by: ["worker", "npm start"],
		about:
			"The operator's bearer token. The first `npm run deploy` and the first `npm start` make one; without it there are no admin routes.",
		bounds: "a text without blanks",
		default: undefined,
		schema: text.regex(/^\S+$/),
	}),
	DEV_AUTH: setting({
		kind: "variable",
		read_by: ["worker"],
		about:
			"1 lets anybody on this machine be anybody, at any rate. `npm run dev` and tests set it; it counts on loopback only.",
		bounds: "0 or 1",
		default: false,
		schema: z.enum(["0", "1"]).transform((value) => value === "1"),
		isInternal: true,
	}),
	LISTENER_KEY: setting<string | undefined>({
		kind: "secret",
		read_by: ["worker"],
		about: "What the Worker knows its listener by. `npm start` makes another one each time.",
		bounds: "a text without blanks",
		default: undefined,
		schema: text.regex(/^\S+$/),
		isInternal: true,
	}),
};

/** Whether it is JSON: many numbers under one name. */
export const isTable = (setting: Setting): setting is Setting<Numbers> =>
	typeof setting.default === "object" && !Array.isArray(setting.default);
