import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const files = globSync("{worker,durable-objects}/**/*.ts", { cwd: root }).filter(
	(path) => !/node_modules|\.test\.ts$|\.d\.ts$/.test(path),
);
const code = (path: string) => readFileSync(join(root, path), "utf8").replace(/\/\*[^]*?\*\/|\/\/.*/g, "");

const comparison = /([\w.()[\]!?]+)\s*[!=]==?(?!=)\s*([\w.()"]+)/g;
const matching = /([\w.()]+)!?\.(startsWith|endsWith|includes|indexOf|localeCompare)\(/g;
/** The kind or the number of something is not what is secret of it; the tokens of a text have both. */
const isSecret = (word: string) => /token|secret|signature|seal|hash/i.test(word) && !/\.(?:kind|length)$/.test(word);
/** That a thing is there or not may be asked. */
const isHarmless = (word: string) => /^\(?(undefined|null|true|false|"")\b|^""/.test(word);

/** What takes longer the more of a secret was guessed. */
const isTelling = (line: string): boolean =>
	[...line.matchAll(comparison), ...line.matchAll(matching)].some(
		([, left = "", right = ""]) => [left, right].some(isSecret) && ![left, right].some(isHarmless),
	);

test("such comparisons would be found", () => {
	for (const line of [
		"if (token === wanted)",
		"given !== env.ADMIN_TOKEN",
		"hashToken(x) == row.hash",
		"x === hashToken(y)",
		"token.startsWith(x)",
		"token.text === wanted",
	])
		expect(isTelling(line), line).toBe(true);
	for (const line of [
		"token !== undefined",
		"undefined === token",
		"secret === undefined",
		"timingSafeEqual(token, x)",
	])
		expect(isTelling(line), line).toBe(false);
});

test("no secret is compared letter by letter: only as digests, in constant time, or looked up by its hash", () => {
	const found = files.flatMap((path) =>
		code(path)
			.split("\n")
			.filter((line) => isTelling(line))
			.map((line) => `${path}: ${line.trim()}`),
	);
	expect(files.length).toBeGreaterThan(50);
	expect(found).toEqual([]);
});

test("the server writes to its log in one place", () => {
	const writing = files.filter((path) => /\bconsole\.\w+\(/.test(code(path)));
	expect(writing).toEqual(["durable-objects/log.ts"]);
});
