import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const hashOf = (path: string) =>
	createHash("sha256")
		.update(readFileSync(join(root, path)))
		.digest("hex")
		.slice(0, 16);
const hashes = JSON.parse(readFileSync(join(import.meta.dirname, "migrations.json"), "utf8")) as Record<string, string>;

// An object that has run one does not run it again. What has to be different is a new migration, with a new line in the list.
test("migrations are added, and never changed or removed", () => {
	const files = globSync("migrations/*/*.sql", { cwd: root })
		.map((path) => path.replaceAll("\\", "/"))
		.toSorted();
	expect(Object.fromEntries(files.map((path) => [path, hashOf(path)]))).toEqual(hashes);
});
