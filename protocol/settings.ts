import * as z from "zod";
import { caps } from "./caps.ts";
import { limits } from "./limits.ts";
import { json, numbers, setting } from "./setting.ts";

const text = z.string();
const address = z.union([z.ipv4(), z.ipv6()]);
const range = z.union([address, z.cidrv4(), z.cidrv6()]);

/** An address without a path, user or query, like an origin; without encryption on this machine only. */
const origin = z
	.url({ protocol: /^https?$/, normalize: true })
	.regex(/^(?:https:\/\/[^/?#@]*[^/?#@.]|http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?)\/$/)
	.transform((href) => href.slice(0, -1));

const [most_of_a_limit, most_of_a_cap, most_port] = [1_000_000, 100_000, 65_535];

/** Every setting of a deployment. docs/configuration.md and .dev.vars.example are generated from it. */
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
		bounds: "an address alone, as in https://chat.example.com; http on loopback only",
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
		about: "The folder for all data.",
		bounds: "the path of a folder; relative to the folder of ClickClack",
		default: ".wrangler/state",
		schema: text,
	}),
	COOKIE_NAMESPACE: setting({
		kind: "variable",
		read_by: ["worker"],
		about:
			"Part of the session cookie's name, so that two deployments on one host do not overwrite each other's: with blue, cc_session is cc_blue_session. Changing it signs every browser out.",
		bounds: "1 to 32 of a-z, 0-9 and -",
		default: "",
		schema: text.regex(/^[a-z0-9-]{1,32}$/),
	}),
	WORKSPACE_CREATION: setting<"everyone" | "operator">({
		kind: "variable",
		read_by: ["worker"],
		about: "Who may create workspaces: everyone who is signed in, or only the operator.",
		bounds: "everyone or operator",
		default: "everyone",
		schema: z.enum(["everyone", "operator"]),
	}),
	EXPORT_DIRECT_MESSAGES: setting({
		kind: "variable",
		read_by: ["worker"],
		about:
			"1 lets the owner of a workspace export its direct messages too, of everybody. What was exported is shown to all members.",
		bounds: "0 or 1",
		default: false,
		schema: z.enum(["0", "1"]).transform((value) => value === "1"),
	}),
	LIMITS: setting({
		kind: "variable",
		read_by: ["worker"],
		about: "Rate limits that differ from the table below. What is left out keeps its default.",
		unit: "requests at once (burst) and each minute (per_minute)",
		bounds: `JSON of numbers from 1 to ${most_of_a_limit}, as in {"send":{"person":{"burst":100}}}`,
		default: limits,
		schema: json(numbers(limits, most_of_a_limit)),
	}),
	CAPS: setting({
		kind: "variable",
		read_by: ["worker"],
		about: "Caps that differ from the table below. What is left out keeps its default.",
		unit: "things",
		bounds: `JSON of numbers from 1 to ${most_of_a_cap}, as in {"channels":{"workspace":200}}`,
		default: caps,
		schema: json(numbers(caps, most_of_a_cap)),
	}),
	ADMIN_TOKEN: setting<string | undefined>({
		kind: "secret",
		read_by: ["worker", "npm start"],
		about:
			"The operator's bearer token. The first `npm run deploy` and the first `npm start` create one; without it there are no admin routes.",
		bounds: "a text without blanks",
		default: undefined,
		schema: text.regex(/^\S+$/),
	}),
	METRICS_TOKEN: setting<string | undefined>({
		kind: "secret",
		read_by: ["worker"],
		about: "The bearer token with which Prometheus reads /metrics; without it there is no such page.",
		bounds: "a text without blanks",
		default: undefined,
		schema: text.regex(/^\S+$/),
	}),
	DEV_AUTH: setting({
		kind: "variable",
		read_by: ["worker"],
		about:
			"1 lets anybody on this machine sign in as anybody, without rate limits. `npm run dev` and tests set it; it works on loopback only.",
		bounds: "0 or 1",
		default: false,
		schema: z.enum(["0", "1"]).transform((value) => value === "1"),
		isInternal: true,
	}),
	LISTENER_KEY: setting<string | undefined>({
		kind: "secret",
		read_by: ["worker"],
		about: "The key by which the Worker recognises its listener. `npm start` creates a new one each time.",
		bounds: "a text without blanks",
		default: undefined,
		schema: text.regex(/^\S+$/),
		isInternal: true,
	}),
};
