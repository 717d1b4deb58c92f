import { globSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const rules = [...read("protocol/REALTIME.md").matchAll(/^- \*\*(R\d+)\*\*/gm)].map((found) => found[1]!);
const tests = globSync("{durable-objects,sdk,worker}/**/*.test.ts", { cwd: root });
/** `"R13, R22: a cursor of …"` */
const titles = tests.flatMap((path) => [...read(path).matchAll(/"((?:R\d+, )*R\d+): /g)]);
const cited = new Set(titles.flatMap((title) => title[1]!.split(", ")));

test("the rules in REALTIME.md are numbered consecutively", () => {
	expect(rules).toEqual(rules.map((_, i) => `R${i + 1}`));
	expect(rules.length).toBeGreaterThan(0);
});

test("every rule in REALTIME.md is cited by a test, and no test cites an unknown rule", () => {
	expect([...cited].toSorted()).toEqual(rules.toSorted());
});

test("no two schemas of the API have the same name", () => {
	const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
	const text = files.map((name) => readFileSync(join(import.meta.dirname, name), "utf8")).join("\n");
	const ids = [...text.matchAll(/\bid: "([A-Z]\w+)"/g)].map(([, id]) => id!);
	expect(ids.length).toBeGreaterThan(50);
	expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
