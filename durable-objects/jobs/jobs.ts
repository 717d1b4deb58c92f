import type { ChatError, Job as ListedJob } from "@clickclack/protocol";
import { type AlarmStorage, JobAlarm } from "./alarm.ts";
import { attempt, within } from "./attempt.ts";
import type { JobKind, JobKinds } from "./kind.ts";
import { JobLanes } from "./lanes.ts";
import { toJob } from "./list.ts";
import { JobQueue, type JobRow } from "./queue.ts";
import type { Sql } from "../sql.ts";

/** A caller waits no longer for all that it asked for. */
const most_awaited_ms = 4_000;
const awaited_side_by_side = 16;
/** A job that its caller waits for is left to the alarm after this long: it is for the case that we die in between. */
const safety_ms = 5_000;
/** So long an alarm waits for what it began; then it may ring again. */
const patience_ms = 1_000;
/** Each may ask another object once, and an object may do that a thousand times an awakening. */
const most_an_alarm = 500;

/** Where all objects share a thread, requests from outside are looked at only when nothing else is to be done. */
const letOthersIn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Somebody who waits for jobs, for a while. */
interface Caller {
	refusals: ChatError[];
	hasLeft: boolean;
}

/** The jobs of one object. No caller waits for one, but for those kinds of its own that are awaited; the alarm runs the others. */
export class Jobs<Job extends { kind: string }> {
	readonly #alarm: JobAlarm;
	readonly #queue: JobQueue;
	readonly #kinds: Map<string, JobKind<object>>;
	readonly #random: () => number;
	readonly #lanes = new JobLanes(() => this.#begin());
	/** how many may still begin before the alarm rings again */
	#left = 0;
	#hasNew = false;
	#isRinging = false;

	constructor(storage: AlarmStorage, sql: Sql, kinds: JobKinds<Job>, random: () => number = Math.random) {
		this.#alarm = new JobAlarm(storage);
		this.#queue = new JobQueue(sql);
		this.#kinds = new Map(Object.entries(kinds));
		this.#random = random;
	}

	/**
	 * Written in a transaction, which ends with `scheduleNew`.
	 * @param due_at not done before this ISO time
	 * @param awaited gets the id of one that the caller is to `runNow`
	 */
	add({ kind, ...payload }: Job, due_at: string, awaited?: number[]): void {
		const { subject, isAwaited } = this.#kinds.get(kind)!;
		const row = { kind, subject: subject(payload), payload_json: JSON.stringify(payload) };
		const isOwn = awaited && isAwaited;
		const id = this.#queue.add({ ...row, due_at: isOwn ? new Date(Date.now() + safety_ms).toISOString() : due_at });
		if (isOwn) awaited.push(id);
		this.#hasNew = true;
	}

	/** Like `add`: one that is there is due now, as if it had never been tried. @throws ChatError not_found */
	runAgain(id: number): ListedJob {
		this.#hasNew = true;
		return toJob(this.#queue.reset(id));
	}

	/** The alarm is set in the transaction that has added a job, so that neither is without the other. */
	scheduleNew(): void {
		if (!this.#hasNew) return;
		this.#schedule();
		// the next alarm rings only when this one is over
		if (this.#isRinging) setTimeout(() => this.#begin(), 0);
	}

	/** What was being done when the object was thrown out waits for the alarm, in case that is lost too. */
	wakeUp(): void {
		const due = this.#queue.firstDue(this.#lanes.room());
		if (due !== undefined) this.#alarm.set(Math.max(due, Date.now() + safety_ms));
	}

	/**
	 * Tries these, whenever they are due; twice, for an object that was thrown out is there again at once. What is not done
	 * by then is left to the alarm.
	 * @returns why one of them was refused
	 */
	async runNow(ids: number[]): Promise<ChatError | undefined> {
		if (ids.length === 0) return undefined;
		const caller: Caller = { refusals: [], hasLeft: false };
		const queue = ids.values();
		const lane = async () => {
			for (const id of queue)
				for (let tries = 0; tries < 2 && !caller.hasLeft; tries++) await this.#runFree(id, caller);
		};
		const all = Promise.all(Array.from({ length: awaited_side_by_side }, lane));
		await within<unknown>(most_awaited_ms, all, () => {});
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

	/** Does what is due, for the alarm. */
	async drain(): Promise<void> {
		this.#left = most_an_alarm;
		this.#alarm.rang();
		this.#queue.parkExcess();
		this.#isRinging = true;
		this.#begin();
		await within(patience_ms, this.#lanes.idle(), () => {});
		this.#isRinging = false;
	}

	#begin(): void {
		for (let job; this.#left > 0 && (job = this.#queue.next(this.#lanes.room())); this.#left--) void this.#run(job);
		this.#schedule();
	}

	/** For what waits; what is being done is looked at again later: whoever does it may die. */
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
			await letOthersIn();
		});
	}
}
