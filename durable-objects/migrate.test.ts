import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { workspaceMigrations } from "../migrations/workspace/index.ts";
import { randomTag } from "./ids.ts";
import { isInitialized, migrate } from "./migrate.ts";
import { newTeam } from "./test/people.ts";

const onFreshStorage = <T>(work: (storage: DurableObjectStorage) => T): Promise<T> => {
	const stub = env.WORKSPACE.getByName(randomTag());
	return runInDurableObject(stub, (_, { storage }) => work(storage));
};

const schema = (storage: DurableObjectStorage) =>
	storage.sql.exec("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '_cf%' ORDER BY name").toArray();

const one = { id: "0001_one", sql: "CREATE TABLE one (a); CREATE INDEX one_a ON one (a)" };
const two = { id: "0002_two", sql: "ALTER TABLE one ADD COLUMN b DEFAULT 7" };

test("a database migrated step by step equals a fresh one, and keeps its rows", async () => {
	const rows = await onFreshStorage((storage) => {
		migrate(storage, [one]);
		storage.sql.exec("INSERT INTO one (a) VALUES (1)");
		migrate(storage, [one, two]);
		migrate(storage, [one, two]);
		return { schema: schema(storage), rows: storage.sql.exec("SELECT * FROM one").toArray() };
	});
	expect(rows.rows).toEqual([{ a: 1, b: 7 }]);
	expect(rows.schema).toEqual(await onFreshStorage((storage) => (migrate(storage, [one, two]), schema(storage))));
});

test("a migration that fails is rolled back, and earlier ones stay", async () => {
	const broken = { id: "0002_broken", sql: "CREATE TABLE half (a); SELECT * FROM nowhere" };
	const tables = await onFreshStorage((storage) => {
		expect(() => migrate(storage, [one, broken])).toThrow("nowhere");
		return schema(storage).map((row) => row["name"]);
	});
	expect(tables).toContain("one");
	expect(tables).not.toContain("half");
});

test.each([
	["edited", [{ ...one, sql: "CREATE TABLE other (a)" }, two]],
	["renamed", [{ ...one, id: "0001_uno" }, two]],
])("a history that was %s is refused", async (_, rewritten) => {
	await onFreshStorage((storage) => {
		migrate(storage, [one, two]);
		expect(() => migrate(storage, rewritten)).toThrow("was applied here");
	});
});

test("code that was rolled back runs on a newer schema and leaves it alone", async () => {
	const [before, after] = await onFreshStorage((storage) => {
		migrate(storage, [one, two]);
		const newer = schema(storage);
		migrate(storage, [one]);
		return [newer, schema(storage)];
	});
	expect(after).toEqual(before);
});

test("checking whether an object is initialized writes nothing", async () => {
	expect(await onFreshStorage((storage) => [isInitialized(storage), schema(storage)])).toEqual([false, []]);
});

test("an initialized workspace has exactly the tables of its migrations", async () => {
	const { stub } = await newTeam();
	const tables = await runInDurableObject(stub, (_, { storage }) => schema(storage));
	expect(tables).toEqual(await onFreshStorage((storage) => (migrate(storage, workspaceMigrations), schema(storage))));
});

test("migrations are in the order of their numbers, so that a new one comes after those that were applied", () => {
	const ids = workspaceMigrations.map(({ id }) => id);
	expect(ids).toEqual(ids.toSorted());
});
