import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { configurationPage, devVarsExample } from "../scripts/configuration.ts";
import { readConfiguration } from "./configuration.ts";
import { settings } from "./settings.ts";

const root = new URL("..", import.meta.url);
const committed = (path: string) => readFileSync(new URL(path, root), "utf8");

test("docs/configuration.md and .dev.vars.example are generated from the settings: `npm run gen`", () => {
	expect(committed("docs/configuration.md")).toBe(configurationPage());
	expect(committed(".dev.vars.example")).toBe(devVarsExample());
});

test("a setting that is unset or empty has its default", () => {
	const usual = Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.default]));
	expect(readConfiguration({})).toEqual(usual);
	const empty = Object.fromEntries(Object.keys(settings).map((name) => [name, ""]));
	expect(readConfiguration(empty)).toEqual(usual);
});

test("limits and caps have their defaults, except those that the deployment sets, as text or as a table", () => {
	const usual = readConfiguration({});
	const { CAPS } = readConfiguration({ CAPS: '{"channels":{"workspace":200}}' });
	expect(CAPS).toEqual({ ...usual.CAPS, channels: { workspace: 200, creator: 500 } });
	const { LIMITS } = readConfiguration({ LIMITS: { send: { person: { burst: 7 } } } });
	const { person, address } = usual.LIMITS.send;
	expect(LIMITS).toEqual({ ...usual.LIMITS, send: { address, person: { ...person, burst: 7 } } });
});

test("every setting accepts valid values", () => {
	const meant = {
		PORT: ["1", "65535", 9_000],
		LISTEN_ADDRESS: ["127.0.0.1", "::1", "192.168.7.7"],
		PUBLIC_URL: [
			"https://chat.example",
			"https://chat.example/",
			"http://localhost:8787",
			"http://127.0.0.1:8787",
			"http://[::1]",
			"HTTPS://Chat.Example:443",
		],
		TRUSTED_PROXIES: ["127.0.0.1, fd00::/8", "10.0.0.0/8"],
		CLICKCLACK_STATE: ["/var/lib/clickclack"],
		COOKIE_NAMESPACE: ["a", "blue-2", "x".repeat(32)],
		WORKSPACE_CREATION: ["everyone", "operator"],
		EXPORT_DIRECT_MESSAGES: ["0", "1"],
		LIMITS: ["{}", '{"search":{"one_more_for":{"rows":1000000}}}'],
		CAPS: ["{}", '{"members":{"workspace":1}}'],
		ADMIN_TOKEN: ["x"],
		METRICS_TOKEN: ["x"],
		DEV_AUTH: ["0", "1"],
		LISTENER_KEY: ["x"],
	};
	expect(Object.keys(meant)).toEqual(Object.keys(settings));
	const read = (name: string, value: unknown) =>
		readConfiguration({ PUBLIC_URL: "https://chat.example", [name]: value })[name as keyof typeof settings];
	for (const [name, values] of Object.entries(meant))
		for (const value of values) expect(() => read(name, value), `${name} ${value}`).not.toThrow();
	expect(read("PUBLIC_URL", "HTTPS://Chat.Example:443")).toBe("https://chat.example");
	expect(read("TRUSTED_PROXIES", "127.0.0.1, fd00::/8")).toEqual(["127.0.0.1", "fd00::/8"]);
	expect(read("DEV_AUTH", "0")).toBe(false);
});

test("an invalid value is refused with the setting's name and the reason", () => {
	const wrong: [string, string, string][] = [
		["PORT", "abc", "PORT is abc: give a whole number from 1 to 65535"],
		...["0", "65536", "1e3", "-1", " 80"].map((port): [string, string, string] => ["PORT", port, `PORT is ${port}: `]),
		["LISTEN_ADDRESS", "example.com", "LISTEN_ADDRESS is example.com: give an IP address"],
		["LISTEN_ADDRESS", "0.0.0.0", "as in PUBLIC_URL=https://chat.example.com"],
		["LISTEN_ADDRESS", "::", "as in PUBLIC_URL=https://chat.example.com"],
		...[
			"https://chat.example/path",
			"ftp://chat.example",
			"https://ada@chat.example",
			"https://chat.example/?a",
			"https://chat.example/#a",
			"chat.example",
			"http://chat.example",
			"http://192.168.1.7:8787",
			"https://chat.example.",
			"https://a b",
		].map((url): [string, string, string] => ["PUBLIC_URL", url, `PUBLIC_URL is ${url}: give an address alone`]),
		["TRUSTED_PROXIES", "127.0.0.1", "TRUSTED_PROXIES needs PUBLIC_URL"],
		...["proxy", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "10.0.0.1,"].map((range): [string, string, string] => [
			"TRUSTED_PROXIES",
			range,
			`TRUSTED_PROXIES is ${range}: give IP addresses`,
		]),
		["COOKIE_NAMESPACE", "Blue", "COOKIE_NAMESPACE is Blue: give 1 to 32"],
		["COOKIE_NAMESPACE", "a;b", "COOKIE_NAMESPACE is a;b: "],
		["COOKIE_NAMESPACE", "x".repeat(33), "COOKIE_NAMESPACE is "],
		["WORKSPACE_CREATION", "nobody", "WORKSPACE_CREATION is nobody: give everyone or operator"],
		["DEV_AUTH", "true", "DEV_AUTH is true: give 0 or 1"],
		["CAPS", "{", "CAPS is wrong: it is not JSON"],
		["CAPS", "[]", "CAPS is wrong: "],
		["CAPS", "7", "CAPS is wrong: "],
		[
			"CAPS",
			'{"channels":{"workspace":"many"}}',
			"CAPS is wrong at channels.workspace: give a whole number from 1 to 100000",
		],
		["CAPS", '{"members":{"workspace":0}}', "CAPS is wrong at members.workspace: give a whole number"],
		["CAPS", '{"channel":{"workspace":1}}', "channel"],
		["CAPS", '{"invites":{"owner":1}}', "CAPS is wrong at invites: "],
		[
			"LIMITS",
			'{"send":{"person":{"burst":1.5}}}',
			"LIMITS is wrong at send.person.burst: give a whole number from 1 to 1000000",
		],
		[
			"LIMITS",
			'{"send":{"person":{"per_minute":1000001}}}',
			"LIMITS is wrong at send.person.per_minute: give a whole number",
		],
		["LIMITS", '{"signIn":{"person":{"burst":1}}}', "LIMITS is wrong at signIn: "],
	];
	for (const [name, value, words] of wrong) expect(() => readConfiguration({ [name]: value }), value).toThrow(words);
	expect(() => readConfiguration({ ADMIN_TOKEN: "very secret" })).toThrow(
		/^ADMIN_TOKEN is wrong: give a text without blanks$/,
	);
});
