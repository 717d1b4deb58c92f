import type { ChatError, Job as ListedJob } from "@clickclack/protocol";
import { type AlarmStorage, JobAlarm } from "./alarm.ts";
import { attempt, within } from "./attempt.ts";
import type { JobKind, JobKinds } from "./kind.ts";
import { JobLanes } from "./lanes.ts";
import { toJob } from "./list.ts";
import { JobQueue, type JobRow } from "./queue.ts";
import type { Sql } from "../sql.ts";

/** The longest that a caller waits for all its jobs together. */
const max_wait_ms = 4_000;
const max_concurrent_awaited = 16;
/** The alarm takes over a job that its caller runs after this long, in case the object crashes in between. */
const safety_ms = 5_000;
/** How long an alarm waits for the jobs that it started; then the next one may fire. */
const drain_wait_ms = 1_000;
/** Each job may make one subrequest, and an object may make 1,000 of those per invocation. */
const max_per_alarm = 500;

/** In local workerd all objects share a thread, which reads new requests only when it is idle. */
const yieldToRequests = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Somebody who waits for jobs, for a limited time. */
interface Caller {
	refusals: ChatError[];
	hasLeft: boolean;
}

/** The jobs of one object. The alarm runs them, except awaited kinds, which their caller runs and waits for. */
export class Jobs<Job extends { kind: string }> {
	readonly #alarm: JobAlarm;
	readonly #queue: JobQueue;
	readonly #kinds: Map<string, JobKind<object>>;
	/** kinds that are tried until they are done */
	readonly #kept: string[];
	readonly #random: () => number;
	readonly #lanes = new JobLanes(() => this.#begin());
	/** how many may still start before the next alarm */
	#left = 0;
	#hasNew = false;
	#isDraining = false;

	constructor(storage: AlarmStorage, sql: Sql, kinds: JobKinds<Job>, random: () => number = Math.random) {
		this.#alarm = new JobAlarm(storage);
		this.#queue = new JobQueue(sql);
		this.#kinds = new Map(Object.entries(kinds));
		this.#kept = [...this.#kinds.keys()].filter((kind) => this.#kinds.get(kind)!.attempts === Infinity);
		this.#random = random;
	}

	/**
	 * Called in a transaction, which ends with `scheduleNew`.
	 * @param due_at does not run before this ISO time
	 * @param awaited gets the job's id when the caller has to `runNow` it
	 */
	add({ kind, ...payload }: Job, due_at: string, awaited?: number[]): void {
		const { subject, isAwaited, isSingle } = this.#kinds.get(kind)!;
		if (isSingle && this.#queue.bringForward(kind, due_at)) return void (this.#hasNew = true);
		const row = { kind, subject: subject(payload), payload_json: JSON.stringify(payload) };
		const isOwn = awaited && isAwaited;
		const safe = new Date(Date.now() + safety_ms).toISOString();
		const isDue = due_at <= new Date().toISOString();
		const known = isDue ? this.#queue.equal(row, safe, this.#lanes.runningOf(row.subject)) : undefined;
		const id = known ?? this.#queue.add({ ...row, due_at: isOwn ? safe : due_at });
		if (isOwn) awaited.push(id);
		this.#hasNew = true;
	}

	/** Makes an existing job due now, with no attempts counted. @throws ChatError not_found */
	runAgain(id: number): ListedJob {
		this.#hasNew = true;
		return toJob(this.#queue.reset(id));
	}

	/** Sets the alarm in the transaction that has added a job, so that neither exists without the other. */
	scheduleNew(): void {
		if (!this.#hasNew) return;
		this.#schedule();
		// the next alarm fires only when this one has ended
		if (this.#isDraining) setTimeout(() => this.#begin(), 0);
	}

	/** After a restart: an interrupted job waits for the alarm, which may have been lost too. */
	wakeUp(): void {
		const due = this.#queue.firstDue(this.#lanes.room());
		if (due !== undefined) this.#alarm.set(Math.max(due, Date.now() + safety_ms));
	}

	/**
	 * Runs these now, even before they are due. Each is tried twice, because an object that was restarted answers again at
	 * once. The alarm runs what is not done by then.
	 * @returns the refusal, if one of them was refused
	 */
	async runNow(ids: number[]): Promise<ChatError | undefined> {
		if (ids.length === 0) return undefined;
		const caller: Caller = { refusals: [], hasLeft: false };
		const queue = ids.values();
		const lane = async () => {
			for (const id of queue)
				for (let tries = 0; tries < 2 && !caller.hasLeft; tries++) await this.#runFree(id, caller);
		};
		const all = Promise.all(Array.from({ length: max_concurrent_awaited }, lane));
		await within<unknown>(max_wait_ms, all, () => {});
		caller.hasLeft = true;
		this.#schedule();
		return caller.refusals[0];
	}

	async #runFree(id: number, caller: Caller): Promise<void> {
		const job = this.#queue.free(id);
		if (!job) return;
		await this.#lanes.claim(job.subject, async () => {
			const now = this.#queue.free(id);
			if (now && !caller.hasLeft) await this.#run(now, caller);
		});
	}

	/** Runs what is due, for the alarm. */
	async drain(): Promise<void> {
		this.#left = max_per_alarm;
		this.#alarm.fired();
		this.#queue.parkExcess(this.#kept);
		this.#isDraining = true;
		this.#begin();
		await within(drain_wait_ms, this.#lanes.idle(), () => {});
		this.#isDraining = false;
	}

	#begin(): void {
		for (let job; this.#left > 0 && (job = this.#queue.next(this.#lanes.room())); this.#left--) void this.#run(job);
		this.#schedule();
	}

	/** Sets the alarm for the next waiting job, and for a check on running ones: the object may crash while they run. */
	#schedule(): void {
		this.#hasNew = false;
		const due = this.#queue.firstDue(this.#lanes.room());
		const times = due === undefined ? [] : [due];
		if (!this.#lanes.isIdle) times.push(Date.now() + safety_ms);
		this.#alarm.set(times.length > 0 ? Math.min(...times) : undefined, !this.#lanes.isIdle);
	}

	#run(job: JobRow, caller?: Caller): Promise<void> {
		const kind = this.#kinds.get(job.kind);
		return this.#lanes.run({ ...job, isAwaited: caller !== undefined }, async () => {
			const refusal = await attempt(this.#queue, job, kind, this.#random);
			if (refusal) caller?.refusals.push(refusal);
			await yieldToRequests();
		});
	}
}
