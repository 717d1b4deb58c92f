import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { short_forms } from "../scripts/proofs.mjs";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const page = read("docs/security.md");
/** By level. */
const ids = JSON.parse(read("docs/asvs-ids.json")) as Record<1 | 2, string[]>;

interface Row {
	ids: string[];
	state: string;
	how: string;
	shown: string;
}

const line = /^\| *(\d[\d., ]*?) *\| *[^|]+? *\| *(met|open|n\.a\.) *\| *([^|]+?) *\| *([^|]+?) *\|$/gm;
const rows: Row[] = [...page.matchAll(line)].map(([, all, state, how, shown]) => {
	return { ids: all!.split(", "), state: state!, how: how!, shown: shown! };
});
/** The harnesses that are part of `npm test`. */
const shortForms = short_forms.flat().map((name) => `proof/${name}/index.ts`);
/** What the tests of a file say. */
const titles = (path: string) =>
	[...read(path).matchAll(/(?:\btest|\bdescribe|\))\(\s*(["`])(.+?)\1,/g)].map(([, , title]) => title!);

const levels = Object.values(ids);
const listed = rows.flatMap((row) => row.ids);
const where = (row: Row) => row.ids.join(", ");

describe("docs/security.md", () => {
	test("speaks of each requirement of levels 1 and 2, once", () => {
		expect(listed.toSorted()).toEqual(levels.flat().toSorted());
	});

	test("counts as its tables do", () => {
		const count = (state: string, among: string[]) =>
			rows.filter((row) => row.state === state).flatMap((row) => row.ids.filter((id) => among.includes(id))).length;
		const figures = (name: string) => {
			const [, found] = new RegExp(`^\\| *${name} *\\|(.+)\\|$`, "m").exec(page)!;
			return found!.split("|").map(Number);
		};
		for (const [name, among] of [
			["Level 1", ids[1]],
			["Level 2", ids[2]],
			["Both", levels.flat()],
		] as const) {
			const states = ["met", "open", "n.a."].map((state) => count(state, among));
			expect(figures(name), name).toEqual([...states, among.length]);
		}
	});

	test("says of each what shows it, and names no file and no test that is not there", () => {
		const paths = [...page.matchAll(/`((?:[\w-]+\/)+[\w.-]+\.\w+)`/g)].map(([, path]) => path!);
		expect(paths.filter((path) => !path.startsWith(".") && !existsSync(join(root, path)))).toEqual([]);
		for (const row of rows) {
			const [, path, name] = /^`([^`]+)`(?: "([^"]+)")?$/.exec(row.shown) ?? [];
			if (path === undefined) expect(["no test", "this page", "—"], where(row)).toContain(row.shown);
			else if (path.startsWith("proof/")) expect(shortForms, where(row)).toContain(path);
			else expect(titles(path).join("\n"), `${where(row)}: ${path}`).toContain(name ?? "every row of a test names it");
			expect(row.shown === "—", where(row)).toBe(row.state === "n.a.");
		}
	});

	test("has the sections that it refers to, and lists what is open, all of it and nothing else", () => {
		for (const row of rows.filter(({ shown }) => shown === "this page"))
			for (const [, name] of row.how.matchAll(/_([A-Z][a-z ]*)_/g))
				expect(page.includes(`\n## ${name}\n`), `${where(row)}: ${name}`).toBe(true);
		const [, open] = /\n## Open, by weight\n(.+?)\n## /s.exec(page)!;
		const named = [...open!.matchAll(/\b\d+\.\d+\.\d+\b/g)].map(([id]) => id);
		const wanted = rows.filter(({ state }) => state === "open").flatMap((row) => row.ids);
		expect([...new Set(named)].toSorted()).toEqual(wanted.toSorted());
	});
});

/** Of what is deployed. */
const sources = (pattern: string) =>
	globSync(pattern, { cwd: root }).filter((path) => !/node_modules|\/dist\/|\.test\.ts$|\/test\//.test(path));
const linesWith = (pattern: RegExp, paths: string[]) =>
	paths.flatMap((path) => (read(path).match(pattern) ?? []).map((found) => `${path}: ${found.trim()}`));

test("HTML is put into a page by the sanitiser alone", () => {
	const paths = sources("web/src/**/*.{ts,svelte}");
	const raw =
		/.*(?:\{@html|\.(?:inner|outer)HTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser|(?<!API\/Element\/)setHTML|createContextualFragment).*/g;
	expect(linesWith(raw, paths)).toEqual([
		"web/src/sanitise.ts: setHTML?(html: string, options: { sanitizer: { elements: string[]; attributes: string[] } }): void;",
		"web/src/sanitise.ts: place.setHTML!(html, { sanitizer: { elements, attributes } });",
		"web/src/sanitise.ts: let filter: Filter = (inert.body as Native).setHTML ? native : formless;",
		// read, and not put anywhere but on the clipboard
		'web/src/messages/copied-messages.ts: event.clipboardData.setData("text/html", rich.innerHTML);',
	]);
});

test("the server asks nobody outside: it fetches its own files and its own objects", () => {
	const paths = sources("{worker,durable-objects,protocol}/**/*.ts");
	expect(paths.length).toBeGreaterThan(50);
	const asking =
		/.*(?:(?<!async |app\.)\bfetch\(|new (?:WebSocket|EventSource)\(|cloudflare:sockets|node:(?:net|tls|dns|https?)\b).*/g;
	const found = linesWith(asking, paths).filter((one) => !one.includes("override async fetch("));
	expect(found).toEqual([
		"worker/routes/assets.ts: const file = (c: Context): Promise<Response> => c.env.ASSETS.fetch(c.req.raw);",
		"worker/routes/realtime.ts: const response = await stubOf(c, workspace_id).fetch(new Request(c.req.raw, { headers }));",
	]);
});

test("a deployment holds the built app and no development: no folder but its own, no DEV_AUTH, no secret", () => {
	const settings = read("wrangler.toml");
	expect(settings).toMatch(/^directory = "web\/dist"$/m);
	// an address may hold a token
	expect(settings).toMatch(/^invocation_logs = false$/m);
	expect(settings).not.toMatch(/DEV_AUTH|ADMIN_TOKEN/);
	expect(read("scripts/deploy.mjs")).not.toMatch(/DEV_AUTH|--var\b/);
});
