import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** Which of our folders each folder may import from. */
const mayImport: Record<string, string[]> = {
	protocol: [],
	// for the type of a migration
	migrations: ["durable-objects"],
	// for the rules about rights alone, which need no library
	sdk: ["protocol"],
	cli: ["sdk"],
	web: ["sdk"],
	"durable-objects": ["protocol", "migrations"],
	worker: ["protocol", "durable-objects"],
	server: ["protocol"],
};

interface Import {
	from: string;
	to: string;
}

const root = join(import.meta.dirname, "..");
const isOurs = (name: string) => Object.hasOwn(mayImport, name);
const folder = (path: string) => path.split("/")[0]!;

/** Tests, and what runs while we build, are not held to this; generated code is not ours to judge. */
const files = globSync(`{${Object.keys(mayImport).join(",")}}/**/*.{ts,svelte}`, { cwd: root }).filter(
	(path) => !/\/(node_modules|dist|e2e|test)\/|\.test\.ts$|\.config\.ts$|\/generated\.ts$|^sdk\/gen\.ts$/.test(path),
);
const source = (path: string) => readFileSync(join(root, path), "utf8");

/** `../protocol/ids.ts` and `@clickclack/protocol` are both `protocol/…`; a library keeps its name. */
function target(from: string, specifier: string): string {
	if (specifier.startsWith(".")) return normalize(join(dirname(from), specifier));
	const own = /^@clickclack\/(.+)/.exec(specifier);
	return own ? own[1]! : specifier;
}

const statement = /^\s*(?:(?:import|export|\}).*\bfrom |import )"([^"]+)"|\bimport\("([^"]+)"\)/gm;
const imports: Import[] = files.flatMap((from) =>
	[...source(from).matchAll(statement)].map((found) => ({ from, to: target(from, (found[1] ?? found[2])!) })),
);

const crossings = (isWrong: (one: Import) => boolean) =>
	imports.filter(isWrong).map(({ from, to }) => `${from} imports ${to}`);

test("the folders and their imports were found", () => {
	expect(new Set(files.map(folder))).toEqual(new Set(Object.keys(mayImport)));
	expect(imports.length).toBeGreaterThan(files.length);
});

test("each folder imports only from those beneath it", () => {
	const isUpward = ({ from, to }: Import) =>
		isOurs(folder(to)) && folder(from) !== folder(to) && !mayImport[folder(from)]!.includes(folder(to));
	expect(crossings(isUpward)).toEqual([]);
});

test("the contract needs zod and nothing else", () => {
	const isForeign = ({ from, to }: Import) =>
		folder(from) === "protocol" &&
		!isOurs(folder(to)) &&
		to !== "zod" &&
		!(from === "protocol/openapi.ts" && to === "@asteasolutions/zod-to-openapi");
	expect(crossings(isForeign)).toEqual([]);
});

test("the SDK needs no library and no platform", () => {
	const shared =
		/^protocol\/(?:(?:bidi|counting|emoji-key|folding|group-mentions|notification-preferences|permissions|route-id|search-operators|search-query|sidebar-changes|sidebar-order)\.ts|(?:attention|grammar)\/.+)$/;
	const isForeign = ({ from, to }: Import) => folder(from) === "sdk" && folder(to) !== "sdk" && !shared.test(to);
	expect(crossings(isForeign)).toEqual([]);
	expect(crossings(({ from, to }) => shared.test(from) && !shared.test(to))).toEqual([]);
});

const classes = ["durable-objects/workspace/workspace.ts", "durable-objects/directory/directory.ts"];

test("the objects do not know HTTP routing, and only their two classes know the platform", () => {
	const isWrong = ({ from, to }: Import) =>
		folder(from) === "durable-objects" &&
		(to === "hono" || to.startsWith("hono/") || (to === "cloudflare:workers" && !classes.includes(from)));
	expect(crossings(isWrong)).toEqual([]);
});

test("in a workspace, what takes a transaction never waits, never asks the clock and never calls out", () => {
	const transaction = "durable-objects/workspace/transaction.ts";
	const takers = imports.filter(({ from, to }) => to === transaction && !classes.includes(from));
	expect(takers.length).toBeGreaterThan(10);
	const code = (path: string) => source(path).replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
	const isLate = (path: string) => /\bawait\b|\bDate\.now\(|\bnew Date\(\)|\bfetch\(/.test(code(path));
	expect(takers.map(({ from }) => from).filter(isLate)).toEqual([]);
});

/** The folders of the app; files beside them put the parts together, or are used by all. */
const part = (path: string) => (/^web\/src\/[^/]+\//.exec(path) ?? [path])[0];

test("in the app, state/ imports no components, store/ no state, and ui/ nothing that knows chat", () => {
	const strings = "web/src/strings/";
	const shared: Record<string, string[]> = {
		"web/src/state/": ["web/src/client.ts", "web/src/errors.ts", "web/src/routes.ts", "web/src/store/", strings],
		"web/src/store/": ["web/src/client.ts"],
		"web/src/ui/": ["web/src/errors.ts", strings],
		[strings]: [],
	};
	const isUpward = ({ from, to }: Import) =>
		part(from) in shared && to.startsWith("web/") && part(to) !== part(from) && !shared[part(from)]!.includes(part(to));
	expect(imports.some(({ from }) => part(from) === "web/src/state/")).toBe(true);
	expect(crossings(isUpward)).toEqual([]);
});

/** The imports that are followed when a file is loaded: not those of types, and not the lazy ones. */
const loading = /^\s*(?:import|export) (?!type\b)((?:[\w*]|\{[^}]*\}|, | as )*?)(?: from )?"([^"]+)"/gm;
const isValue = (names: string) => !/^\{(?:\s*type\s[^,}]*,?)+\s*\}$/.test(names);
const loads: Import[] = files.flatMap((from) =>
	[...source(from).matchAll(loading)]
		.filter(([, names]) => isValue(names!))
		.map(([, , specifier]) => ({ from, to: target(from, specifier!) })),
);

/** The names on some way that leads back to where it began; undefined when there is none. */
function cycleIn(edges: Import[]): string[] | undefined {
	const done = new Set<string>();
	const walk = (at: string, way: string[]): string[] | undefined => {
		if (way.includes(at)) return [...way.slice(way.indexOf(at)), at];
		if (done.has(at)) return undefined;
		for (const { from, to } of edges) {
			const cycle = from === at ? walk(to, [...way, at]) : undefined;
			if (cycle) return cycle;
		}
		done.add(at);
		return undefined;
	};
	for (const { from } of edges) {
		const cycle = walk(from, []);
		if (cycle) return cycle;
	}
	return undefined;
}

test.each(["protocol", "durable-objects", "worker", "sdk", "cli", "web", "server"])(
	"no files of %s load each other in a circle",
	(name) => {
		const inside = loads.filter(({ from }) => folder(from) === name);
		expect(inside.length).toBeGreaterThan(5);
		expect(cycleIn(inside)).toBeUndefined();
		expect(cycleIn([...inside, { from: inside[0]!.to, to: inside[0]!.from }])).toBeDefined();
	},
);

test("imports of types alone are not followed", () => {
	const create = loads
		.filter(({ from }) => from === "durable-objects/workspace/messages/create.ts")
		.map(({ to }) => to);
	expect(create).toContain("durable-objects/workspace/mentions.ts");
	expect(create).not.toContain("durable-objects/workspace/transaction.ts");
});

test("no folders of the app import each other in a circle", () => {
	const between = imports
		.filter(({ from, to }) => folder(from) === "web" && part(from).endsWith("/") && part(to).endsWith("/"))
		.map(({ from, to }) => ({ from: part(from), to: part(to) }))
		.filter(({ from, to }) => from !== to);
	expect(between.length).toBeGreaterThan(20);
	expect(cycleIn(between)).toBeUndefined();
});

/** Lists of facts, and what is written by programs. */
const isData = (path: string) => /\/(demo|generated|env\.d)\.ts$/.test(path);
const code = globSync(`{${Object.keys(mayImport).join(",")},scripts,bench,test}/**/*.{ts,mjs,svelte}`, {
	cwd: root,
}).filter((path) => !/\/(node_modules|dist)\/|\.(test|spec)\.ts$/.test(path) && !isData(path));
const longer = (than: number, name: RegExp) =>
	code.filter((path) => name.test(path) && source(path).split("\n").length > than + 1);

test("no component is longer than 150 lines, and no file of code than 250", () => {
	expect(code.length).toBeGreaterThan(files.length);
	expect(longer(150, /\.svelte$/)).toEqual([]);
	expect(longer(250, /./)).toEqual([]);
});
