import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { ChatError } from "@clickclack/protocol";
import { afterEach, describe, expect, test, vi } from "vitest";
import { workspaceMigrations } from "../../migrations/workspace/index.ts";
import { randomTag } from "../ids.ts";
import type { JobKind } from "./kind.ts";
import { listJobs } from "./list.ts";
import { Jobs } from "./jobs.ts";
import { migrate } from "../migrate.ts";
import { type Sql, tagged } from "../sql.ts";

afterEach(() => {
	vi.useRealTimers();
});

const start = Date.parse("2026-01-01T00:00:00Z");
const at = (ms: number) => new Date(start + ms).toISOString();
/** For a machine that is busy with something else. */
const patience = { timeout: 30_000 };
const setTime = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: start + ms });

interface Note {
	n: number;
	to: string;
}
type Kind = "note" | "own" | "fail" | "keep" | "refuse" | "hang" | "stuck";
type Job = { [K in Kind]: { kind: K } & Note }[Kind];

interface Setup {
	jobs: Jobs<Job>;
	sql: Sql;
	/** what ran, in order */
	done: number[];
	begun: number[];
	/** the most that ran at once */
	most: () => number;
	/** ends the "stuck" job */
	release: () => void;
	/** when the alarm is due, in milliseconds from the start */
	alarm: () => number | undefined;
	add: (kind: Kind, to: string, n?: number, due_ms?: number) => number;
	/** Adds a job and waits for it, as a caller does. */
	addAndWait: (kind: Kind, to: string, n?: number) => Promise<ChatError | undefined>;
	/** Fires the alarm whenever it is due, for this long. */
	pass: (until_ms: number) => Promise<void>;
}

const timeout_ms = 300;

function kinds(done: number[], begun: number[], stuck: Promise<void>) {
	let [running, most] = [0, 0];
	const kind = (run: JobKind<Note>["run"]): JobKind<Note> => ({
		subject: ({ to }) => to,
		timeout_ms,
		attempts: 4,
		run: async (note, signal) => {
			most = Math.max(most, ++running);
			begun.push(note.n);
			return run(note, signal).finally(() => running--);
		},
	});
	const noted = async ({ n }: Note) => void done.push(n);
	const note = kind(noted);
	return {
		most: () => most,
		kinds: {
			note,
			own: { ...note, isAwaited: true },
			fail: kind(() => Promise.reject(new Error("not yet"))),
			keep: { ...kind(() => Promise.reject(new Error("not yet"))), attempts: Infinity },
			refuse: { ...kind(() => Promise.reject(new ChatError("conflict", "full"))), isAwaited: true },
			// until the signal fires
			hang: kind((_, signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve()))),
			// ignores the signal
			stuck: { ...kind((job) => stuck.then(() => noted(job))), timeout_ms: 60_000 },
		},
	};
}

/** Real storage, an alarm that only the test fires, and no randomness. */
const withJobs = (work: (setup: Setup) => Promise<void>, timeout = 60_000): Promise<void> =>
	runInDurableObject(env.WORKSPACE.getByName(randomTag()), async (_, { storage }) => {
		setTime(0);
		migrate(storage, workspaceMigrations);
		const sql = tagged(storage.sql);
		let alarm_ms: number | undefined;
		const alarmAt = () => alarm_ms;
		const alarm = {
			setAlarm: async (time: number | Date) => void (alarm_ms = Number(time) - start),
			deleteAlarm: async () => void (alarm_ms = undefined),
		};
		const { promise: stuck, resolve: release } = Promise.withResolvers<void>();
		const [done, begun]: [number[], number[]] = [[], []];
		const { kinds: all, most } = kinds(done, begun, stuck);
		all.stuck.timeout_ms = timeout;
		const jobs = new Jobs<Job>(alarm, sql, all, () => 1);
		const add: Setup["add"] = (kind, to, n = 0, due_ms = 0) => {
			jobs.add({ kind, to, n }, at(due_ms));
			jobs.scheduleNew();
			return sql<{ id: number }>`SELECT max(id) AS id FROM jobs`[0]!.id;
		};
		const addAndWait: Setup["addAndWait"] = (kind, to, n = 0) => {
			const own: number[] = [];
			jobs.add({ kind, to, n }, at(0), own);
			jobs.scheduleNew();
			return jobs.runNow(own);
		};
		const pass = async (until_ms: number) => {
			while ((alarmAt() ?? Infinity) <= until_ms) {
				setTime(Math.max(alarmAt()!, Date.now() - start));
				await jobs.drain();
			}
		};
		await work({ jobs, sql, done, begun, most, release, alarm: alarmAt, add, addAndWait, pass });
	});

const parked = (sql: Sql) => listJobs(sql, { state: "parked", limit: 200 }).jobs;
const waiting = (sql: Sql) => listJobs(sql, { state: "waiting", limit: 200 }).jobs;

describe("a job in the background", () => {
	test("runs in order, once, when it is due and not before", async () => {
		await withJobs(async ({ jobs, done, add, alarm }) => {
			add("note", "a", 1);
			add("note", "a", 2);
			add("note", "a", 3, 60_000);
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

	test("is retried when it fails, later each time, and is parked in the end", async () => {
		await withJobs(async ({ jobs, sql, add, alarm }) => {
			add("fail", "a");
			const waits: number[] = [];
			for (let now = 0; alarm() !== undefined; now = alarm()!) {
				setTime(now);
				await jobs.drain();
				if (alarm() !== undefined) waits.push(alarm()! - now);
			}
			expect(waits).toEqual([2_000, 4_000]);
			expect(parked(sql)).toMatchObject([{ kind: "fail", subject: "a", attempts: 4, last_error: "Error: not yet" }]);
		});
	});

	test("is never given up if it has to be done", async () => {
		await withJobs(async ({ sql, add, pass }) => {
			add("keep", "a");
			await pass(200 * 3_600_000);
			const [job] = waiting(sql);
			expect(job!.attempts).toBeGreaterThan(200);
		});
	});

	test("holds back later jobs of its subject while it fails, and no others, until it is parked", async () => {
		await withJobs(async ({ done, add, pass }) => {
			add("fail", "a");
			add("note", "a", 1);
			add("note", "b", 2);
			await pass(1_000);
			expect(done).toEqual([2]);
			await pass(10_000);
			expect(done).toEqual([2, 1]);
		});
	});

	test("is parked at once when it is refused, or when its kind is unknown", async () => {
		await withJobs(async ({ jobs, sql, add, done, alarm }) => {
			for (const name of ["brew", "constructor"])
				sql`INSERT INTO jobs (kind, subject, due_at, attempts, payload_json) VALUES (${name}, 'a', ${at(0)}, 0, '{}')`;
			add("refuse", "a");
			add("note", "a", 1);
			await jobs.drain();
			expect(parked(sql)).toMatchObject([
				{ kind: "brew", attempts: 1, last_error: "Error: no kind of job is named brew", parked_at: at(0) },
				{ kind: "constructor", attempts: 1 },
				{ kind: "refuse", attempts: 1, last_error: "ChatError: full" },
			]);
			expect(done).toEqual([1]);
			expect(alarm()).toBeUndefined();
		});
	});

	test("is aborted when it takes too long, and is given up when it ignores that", async () => {
		await withJobs(async ({ sql, done, begun, add, release, pass, jobs }) => {
			add("hang", "a", 1);
			add("stuck", "b", 2);
			add("note", "b", 3);
			await jobs.drain();
			await expect.poll(() => waiting(sql)).toMatchObject([{ attempts: 2 }, { attempts: 2 }, { attempts: 0 }]);
			expect(waiting(sql)[1]).toMatchObject({ last_error: "Error: no answer within 300 ms" });
			release();
			await pass(3_000);
			// the late results of jobs that were given up are ignored: the job is still due
			expect(begun.filter((n) => n === 2)).toHaveLength(3);
			expect(done.filter((n) => n === 3)).toHaveLength(1);
			expect(waiting(sql)).toMatchObject([{ kind: "hang" }]);
		}, timeout_ms);
	});

	test("runs beside 500 jobs of a receiver that never answers", async () => {
		await withJobs(async ({ sql, done, add, most, jobs, release }) => {
			for (let n = 0; n < 500; n++) add("stuck", "dead");
			for (let n = 1; n <= 50; n++) add("note", `to ${n % 5}`, n);
			await jobs.drain();
			expect(done).toHaveLength(50);
			expect(waiting(sql).every((job) => job.subject === "dead")).toBe(true);
			expect(most()).toBeLessThanOrEqual(6);
			release();
		});
	});

	test("runs beside 500 receivers that never answer", async () => {
		await withJobs(async ({ done, begun, add, most, jobs }) => {
			for (let n = 1_000; n < 1_500; n++) add("hang", `dead ${n}`, n);
			for (let n = 1; n <= 50; n++) add("note", `to ${n % 5}`, n);
			await jobs.drain();
			await vi.waitFor(() => expect(done).toHaveLength(50), patience);
			// most of the dead receivers have not been tried by then
			expect(begun.length).toBeLessThan(150);
			expect(most()).toBeLessThanOrEqual(22);
		});
	});

	test("starts at once while an alarm waits for other jobs", async () => {
		await withJobs(async ({ done, add, jobs, release }) => {
			add("stuck", "dead");
			const ringing = jobs.drain();
			add("note", "alive", 1);
			await vi.waitFor(() => expect(done).toEqual([1]), { timeout: 900, interval: 5 });
			release();
			await ringing;
		});
	});

	test("runs although six receivers hang and others are being retried", async () => {
		await withJobs(async ({ sql, done, add, jobs, release }) => {
			for (let n = 0; n < 40; n++) add("stuck", `dead ${n}`, 100 + n);
			sql`UPDATE jobs SET attempts = 1`;
			await jobs.drain();
			add("note", "alive", 1);
			await jobs.drain();
			expect(done).toEqual([1]);
			for (let n = 0; n < 6; n++) add("stuck", `new ${n}`, 200 + n);
			await jobs.drain();
			add("note", "alive", 2);
			await vi.waitFor(async () => {
				await jobs.drain();
				expect(done).toEqual([1, 2]);
			}, patience);
			release();
		});
	});
});

describe("a job that its caller waits for", () => {
	test("runs at once, and no other does", async () => {
		await withJobs(async ({ jobs, done, add, addAndWait, alarm }) => {
			add("note", "a", 1);
			await addAndWait("own", "a", 2);
			expect(done).toEqual([2]);
			await jobs.drain();
			expect(done).toEqual([2, 1]);
			expect(alarm()).toBeUndefined();
		});
	});

	test("is left to the alarm when the caller never ran it", async () => {
		await withJobs(async ({ jobs, done, alarm }) => {
			jobs.add({ kind: "own", to: "a", n: 1 }, at(0), []);
			jobs.scheduleNew();
			expect(alarm()).toBe(5_000);
			setTime(5_000);
			await jobs.drain();
			expect(done).toEqual([1]);
		});
	});

	test("is waited for some seconds at most behind one that hangs, and runs after it", async () => {
		await withJobs(async ({ done, add, addAndWait, jobs, release, alarm }) => {
			add("stuck", "a", 1);
			await jobs.drain();
			const began = performance.now();
			await addAndWait("own", "a", 2);
			expect(performance.now() - began).toBeLessThan(6_000);
			expect(done).toEqual([]);
			expect(alarm()).toBeLessThanOrEqual(5_000);
			release();
			setTime(5_000);
			await vi.waitFor(async () => {
				await jobs.drain();
				expect(done).toEqual([1, 2]);
			}, patience);
		});
	});

	test("is next when many jobs wait for the same receiver", async () => {
		await withJobs(async ({ jobs, done, add, addAndWait }) => {
			for (let n = 0; n < 100; n++) add("note", "a", n);
			const ringing = jobs.drain();
			await addAndWait("own", "a", 100);
			expect(done.indexOf(100)).toBeLessThan(5);
			await ringing;
		});
	});

	test("waits behind an earlier job of its subject that failed", async () => {
		await withJobs(async ({ done, add, addAndWait, jobs, pass }) => {
			add("fail", "a");
			await jobs.drain();
			await addAndWait("own", "a", 1);
			expect(done).toEqual([]);
			await pass(10_000);
			expect(done).toEqual([1]);
		});
	});

	test("passes its refusal to the caller, and is parked", async () => {
		await withJobs(async ({ addAndWait, sql, alarm }) => {
			expect(await addAndWait("refuse", "a")).toMatchObject({ code: "conflict", message: "full" });
			expect(parked(sql)).toMatchObject([{ kind: "refuse", attempts: 1 }]);
			expect(alarm()).toBeUndefined();
		});
	});

	test("is not run a second time by an alarm that fires meanwhile", async () => {
		await withJobs(async ({ jobs, done, begun, add, release, alarm }) => {
			const id = add("stuck", "a", 1);
			const running = [jobs.runNow([id]), jobs.runNow([id])];
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
});

describe("the operator", () => {
	test("lists waiting and parked jobs in pages, without their payloads", async () => {
		await withJobs(async ({ jobs, sql, add }) => {
			add("refuse", "a");
			for (let n = 0; n < 3; n++) add("note", "b", n, 60_000);
			await jobs.drain();
			const first = listJobs(sql, { limit: 3 });
			expect(first.jobs[0]).toEqual({
				id: 1,
				kind: "refuse",
				subject: "a",
				attempts: 1,
				last_error: "ChatError: full",
				parked_at: at(0),
			});
			expect(first).toMatchObject({ has_more: true, next_cursor: "3" });
			expect(listJobs(sql, { limit: 3, cursor: "3" })).toMatchObject({ jobs: [{ id: 4 }], has_more: false });
			expect(waiting(sql).map((job) => job.id)).toEqual([2, 3, 4]);
		});
	});

	test("runs a parked job again, at once and with all its attempts", async () => {
		await withJobs(async ({ jobs, sql, done, add, pass, alarm }) => {
			const id = add("fail", "a");
			await pass(10_000);
			sql`UPDATE jobs SET kind = 'note'`;
			expect(jobs.runAgain(id)).toMatchObject({ id, attempts: 0, due_at: expect.any(String) });
			jobs.scheduleNew();
			expect(alarm()).toBe(Date.now() - start);
			await jobs.drain();
			expect(done).toEqual([0]);
			expect(() => jobs.runAgain(id)).toThrow("job not found");
		});
	});
});

describe("when there are too many", () => {
	const fill = (sql: Sql, subject: string, count: number, state = "waiting", kind = "note") => sql`
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
		INSERT INTO jobs (kind, subject, due_at, attempts, parked_at, payload_json)
		SELECT ${kind}, ${subject}, iif(${state} = 'waiting', ${at(60_000)}, NULL), 0, iif(${state} = 'parked', ${at(0)}, NULL), '{}' FROM n`;
	const count = (sql: Sql, subject: string) =>
		sql<{ n: number }>`SELECT count(*) AS n FROM jobs WHERE subject = ${subject} AND parked_at IS NULL`[0]!.n;

	test("jobs of one receiver, the oldest are parked, and no other receiver's", async () => {
		await withJobs(async ({ jobs, sql }) => {
			fill(sql, "quiet", 500);
			fill(sql, "loud", 10_000);
			await jobs.drain();
			expect([count(sql, "quiet"), count(sql, "loud")]).toEqual([500, 9_500]);
			expect(parked(sql)[0]).toMatchObject({ id: 501, last_error: "too many were waiting" });
		});
	});

	test("jobs of thousands of receivers, the newest of each stays", async () => {
		await withJobs(async ({ jobs, sql }) => {
			sql`
				WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 12499)
				INSERT INTO jobs (kind, subject, due_at, attempts, payload_json)
				SELECT 'note', 's' || (i % 6000), ${at(60_000)}, 0, '{}' FROM n`;
			await jobs.drain();
			expect(sql`SELECT count(*) AS n FROM jobs WHERE parked_at IS NULL`).toEqual([{ n: 10_000 }]);
			expect(sql`SELECT count(DISTINCT subject) AS n FROM jobs WHERE parked_at IS NULL`).toEqual([{ n: 6_000 }]);
			expect(sql`SELECT max(id) AS id FROM jobs WHERE parked_at IS NULL`).toEqual([{ id: 12_500 }]);
		});
	});

	test("jobs that have to be done, none of them is parked", async () => {
		await withJobs(async ({ jobs, sql }) => {
			fill(sql, "a", 11_000, "waiting", "keep");
			fill(sql, "loud", 10_001);
			await jobs.drain();
			expect([count(sql, "a"), count(sql, "loud")]).toEqual([11_000, 10_000]);
		});
	});

	test("equal jobs of one receiver, one waits for them all, and one beside the running one", async () => {
		await withJobs(async ({ jobs, sql, add, begun, done, release }) => {
			const ids = [add("note", "a"), add("note", "a"), add("note", "a", 1), add("note", "b")];
			expect(new Set(ids).size).toBe(3);
			expect(add("note", "a", 0, 60_000), "one that is due later").not.toBe(ids[0]);
			add("stuck", "c", 7);
			await jobs.drain();
			expect(begun).toContain(7);
			const second = add("stuck", "c", 7);
			expect(add("stuck", "c", 7)).toBe(second);
			release();
			await expect.poll(() => done.filter((n) => n === 7)).toEqual([7, 7]);
			expect(sql`SELECT due_at FROM jobs`).toEqual([{ due_at: at(60_000) }]);
		});
	});

	test("parked jobs, the oldest of their kind are deleted", async () => {
		await withJobs(async ({ jobs, sql, add }) => {
			fill(sql, "loud", 1_000, "parked");
			add("refuse", "a");
			const [first] = parked(sql);
			sql`INSERT INTO jobs (kind, subject, due_at, attempts, payload_json) VALUES ('note', 'x', ${at(0)}, 9, 'no JSON')`;
			await jobs.drain();
			expect(sql`SELECT kind, count(*) AS n FROM jobs GROUP BY kind ORDER BY kind`).toEqual([
				{ kind: "note", n: 1_000 },
				{ kind: "refuse", n: 1 },
			]);
			expect(parked(sql)[0]!.id).toBe(first!.id + 1);
		});
	});

	test("characters in an error, it is cut", async () => {
		await withJobs(async ({ jobs, sql }) => {
			sql`INSERT INTO jobs (kind, subject, due_at, attempts, payload_json) VALUES (${"x".repeat(9_000)}, 'x', ${at(0)}, 0, '{}')`;
			await jobs.drain();
			expect(parked(sql)[0]!.last_error!.length).toBe(500);
		});
	});
});
