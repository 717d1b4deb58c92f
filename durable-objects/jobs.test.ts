import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { workspaceMigrations } from "../migrations/workspace/index.ts";
import { randomTag } from "./ids.ts";
import { addJob, drainJobs, nextDue } from "./jobs.ts";
import { migrate } from "./migrate.ts";
import { type Sql, tagged } from "./sql.ts";

const start = Date.parse("2026-01-01T00:00:00Z");
const at = (ms: number) => new Date(start + ms).toISOString();

const withJobs = (work: (sql: Sql) => Promise<void>): Promise<void> => {
	const stub = env.WORKSPACE.getByName(randomTag());
	return runInDurableObject(stub, async (_, { storage }) => {
		migrate(storage, workspaceMigrations);
		await work(tagged(storage.sql));
	});
};

test("jobs are done in order, once each, when they are due and not before", () =>
	withJobs(async (sql) => {
		const done: number[] = [];
		const doers = { note: async ({ n }: { n: number }) => void done.push(n) };
		addJob(sql, at(0), "note", { n: 1 });
		addJob(sql, at(0), "note", { n: 2 });
		addJob(sql, at(60_000), "note", { n: 3 });
		await drainJobs(sql, () => start, doers);
		expect(done).toEqual([1, 2]);
		expect(nextDue(sql)).toBe(start + 60_000);
		await drainJobs(sql, () => start + 60_000, doers);
		expect(done).toEqual([1, 2, 3]);
		expect(nextDue(sql)).toBeUndefined();
	}));

test("a job that fails waits 2, 4, 8 seconds and is not forgotten, while others go on", () =>
	withJobs(async (sql) => {
		let now = start;
		const waits: number[] = [];
		const doers = {
			fail: async () => {
				throw new Error("not yet");
			},
			note: async () => void waits.push(-1),
		};
		addJob(sql, at(0), "fail", {});
		addJob(sql, at(0), "note", {});
		for (let i = 0; i < 3; i++) {
			await drainJobs(sql, () => now, doers);
			waits.push(nextDue(sql)! - now);
			now = nextDue(sql)!;
		}
		expect(waits).toEqual([-1, 2_000, 4_000, 8_000]);
		expect(sql`SELECT last_error FROM jobs`).toEqual([{ last_error: "Error: not yet" }]);
	}));
