import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import { workspaceMigrations } from "../migrations/workspace/index.ts";
import { randomTag } from "./ids.ts";
import { type JobHandlers, Jobs } from "./jobs.ts";
import { migrate } from "./migrate.ts";
import { type Sql, tagged } from "./sql.ts";

afterEach(() => {
	vi.useRealTimers();
});

const start = Date.parse("2026-01-01T00:00:00Z");
const at = (ms: number) => new Date(start + ms).toISOString();
const setTime = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: start + ms });

interface Place {
	jobs: Jobs;
	sql: Sql;
	/** when the alarm rings, in milliseconds from the start */
	alarm: () => number | undefined;
}

/** Real storage, but an alarm that only the test rings. */
const withJobs = (jobHandlers: JobHandlers, work: (place: Place) => Promise<void>): Promise<void> =>
	runInDurableObject(env.WORKSPACE.getByName(randomTag()), async (_, { storage }) => {
		setTime(0);
		migrate(storage, workspaceMigrations);
		const sql = tagged(storage.sql);
		let alarm: number | undefined;
		const clock = {
			setAlarm: async (time: number | Date) => void (alarm = Number(time) - start),
			deleteAlarm: async () => void (alarm = undefined),
		};
		await work({ jobs: new Jobs(clock, sql, jobHandlers), sql, alarm: () => alarm });
	});

/** JobHandlers that keep what they did; of subject "stuck" they come to no end until `release`. */
function recorder() {
	const done: unknown[] = [];
	const { promise: stuck, resolve: release } = Promise.withResolvers<void>();
	const begun: unknown[] = [];
	const jobHandlers: JobHandlers = {
		note: async ({ n }: { n: number }) => void done.push(n),
		hang: async ({ n }: { n: number }) => {
			begun.push(n);
			await stuck;
			done.push(n);
		},
	};
	return { done, begun, jobHandlers, release };
}

test("jobs are done in order, once each, when they are due and not before", async () => {
	const { done, jobHandlers } = recorder();
	await withJobs(jobHandlers, async ({ jobs, alarm }) => {
		jobs.add(at(0), "note", "a", { n: 1 });
		jobs.add(at(0), "note", "a", { n: 2 });
		jobs.add(at(60_000), "note", "a", { n: 3 });
		jobs.scheduleNew();
		expect(alarm()).toBe(0);
		await jobs.drain();
		expect(done).toEqual([1, 2]);
		expect(alarm()).toBe(60_000);
		setTime(60_000);
		await jobs.drain();
		expect(done).toEqual([1, 2, 3]);
		expect(alarm()).toBeUndefined();
	});
});

test("a job that fails is tried again at once, then after 2, 4, 8 seconds, while others go on", async () => {
	const { done, jobHandlers } = recorder();
	const fail = async () => {
		throw new Error("not yet");
	};
	await withJobs({ ...jobHandlers, fail }, async ({ jobs, sql, alarm }) => {
		jobs.add(at(0), "fail", "a", {});
		jobs.add(at(0), "note", "a", { n: 1 });
		const waits: number[] = [];
		for (let now = 0; waits.length < 3; now = alarm()!) {
			setTime(now);
			await jobs.drain();
			waits.push(alarm()! - now);
		}
		expect(waits).toEqual([2_000, 4_000, 8_000]);
		expect(done).toEqual([1]);
		expect(sql`SELECT last_error FROM jobs`).toEqual([{ last_error: "Error: not yet" }]);
	});
});

test("whoever runs a job of their own waits for that one and does no other", async () => {
	const { done, jobHandlers } = recorder();
	await withJobs(jobHandlers, async ({ jobs, alarm }) => {
		jobs.add(at(0), "note", "a", { n: 1 });
		const own = jobs.addOwn("note", "a", { n: 2 });
		await jobs.run([own]);
		expect(done).toEqual([2]);
		await jobs.drain();
		expect(done).toEqual([2, 1]);
		expect(alarm()).toBeUndefined();
	});
});

test("a job of one's own that nobody came to run is left to the alarm", async () => {
	const { done, jobHandlers } = recorder();
	await withJobs(jobHandlers, async ({ jobs, alarm }) => {
		jobs.addOwn("note", "a", { n: 1 });
		jobs.scheduleNew();
		expect(alarm()).toBe(5_000);
		setTime(5_000);
		await jobs.drain();
		expect(done).toEqual([1]);
	});
});

test("a subject that comes to no end holds nobody else's jobs", async () => {
	const { done, jobHandlers, release } = recorder();
	await withJobs(jobHandlers, async ({ jobs }) => {
		jobs.add(at(0), "hang", "stuck", { n: 1 });
		jobs.add(at(0), "note", "stuck", { n: 2 });
		for (let n = 3; n < 30; n++) jobs.add(at(0), "note", `free ${n}`, { n });
		const draining = jobs.drain();
		await jobs.run([jobs.addOwn("note", "free", { n: 30 })]);
		await vi.waitFor(() => expect(done).toHaveLength(28), { timeout: 10_000 });
		expect(done).not.toContain(2);
		release();
		await draining;
		expect(done.slice(-2)).toEqual([1, 2]);
	});
});

test("no job is done by two at once, and the alarm looks again while one is being done", async () => {
	const { done, begun, jobHandlers, release } = recorder();
	await withJobs(jobHandlers, async ({ jobs, alarm }) => {
		const own = jobs.addOwn("hang", "stuck", { n: 1 });
		const running = [jobs.run([own]), jobs.run([own])];
		setTime(5_000);
		await jobs.drain();
		expect(begun).toEqual([1]);
		expect(alarm()).toBe(10_000);
		release();
		await Promise.all(running);
		expect([begun, done]).toEqual([[1], [1]]);
		expect(alarm()).toBeUndefined();
	});
});
