import type { Sql } from "./sql.ts";

/** Something to be done after a commit, at least once. Its row is written with the change that asks for it. */
interface Job {
	id: number;
	kind: string;
	subject: string;
	payload_json: string;
	attempts: number;
}

/**
 * What each kind of job does; it may run twice, and later than one that was asked for after it. So a payload says only
 * what it is about, and what is true of that is read when the job runs. One that has more to do than fits into one go answers
 * in how many ms it wants to go on.
 */
export type JobHandlers = Record<string, (payload: never) => Promise<number | void>>;

type Alarm = Pick<DurableObjectStorage, "setAlarm" | "deleteAlarm">;

/** A job that its own caller runs is left to the alarm after this long: it is for the case that we die in between. */
const safety_ms = 5_000;
/** So long an alarm waits for what it began; then it may ring again for others, while a receiver takes its time. */
const patience_ms = 1_000;
const side_by_side = 4;
const first_wait_ms = 2_000;
const longest_wait_ms = 3_600_000;
/** Each of which may ask once: an object may ask a thousand times an awakening. */
const most_an_alarm = 500;

/** Where all objects share a thread, requests from outside are looked at only when nothing else is to be done. */
const letOthersIn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const iso = (ms: number): string => new Date(ms).toISOString();

function nextDue(sql: Sql, busy_json: string): number | undefined {
	const [job] = sql<{ due_at: string }>`
		SELECT due_at FROM jobs WHERE subject NOT IN (SELECT value FROM json_each(${busy_json})) ORDER BY due_at LIMIT 1`;
	return job && Date.parse(job.due_at);
}

function nextJob(sql: Sql, busy_json: string): Job | undefined {
	return sql<Job>`
		SELECT * FROM jobs WHERE due_at <= ${iso(Date.now())} AND subject NOT IN (SELECT value FROM json_each(${busy_json}))
		ORDER BY id LIMIT 1`[0];
}

/** Those of these jobs that were tried at most so often. */
function jobsWith(sql: Sql, ids: number[], attempts: number): Job[] {
	return sql<Job>`
		SELECT * FROM jobs WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND attempts <= ${attempts}
		ORDER BY id`;
}

async function attempt(sql: Sql, jobHandlers: JobHandlers, { id, kind, payload_json, attempts }: Job): Promise<void> {
	try {
		const rest_ms = await jobHandlers[kind]!(JSON.parse(payload_json) as never);
		if (typeof rest_ms !== "number") sql`DELETE FROM jobs WHERE id = ${id}`;
		else sql`UPDATE jobs SET due_at = ${iso(Date.now() + rest_ms)}, attempts = 0 WHERE id = ${id}`;
	} catch (error) {
		const wait = attempts === 0 ? 0 : Math.min(first_wait_ms * 2 ** (attempts - 1), longest_wait_ms);
		sql`UPDATE jobs SET attempts = attempts + 1, due_at = ${iso(Date.now() + wait)}, last_error = ${String(error)}
			WHERE id = ${id}`;
	}
}

/** Whether a job that names this id has not been done yet. */
export const isWaiting = (sql: Sql, kind: string, id: string): boolean =>
	sql`SELECT 1 FROM jobs WHERE kind = ${kind} AND instr(payload_json, ${JSON.stringify(id)}) LIMIT 1`.length > 0;

/**
 * The jobs of one object. A caller waits for jobs of its own call only, and only for those that it `run`s; everything
 * else is done by the alarm. Jobs of one subject run one after the other, so that no older news overtakes newer.
 */
export class Jobs {
	readonly #sql: Sql;
	readonly #alarm: Alarm;
	readonly #jobHandlers: JobHandlers;
	/** Of each subject, the job that is being done. */
	readonly #busy = new Map<string, Promise<void>>();
	/** at work for the alarm */
	#lanes = 0;
	/** how many jobs may still begin before the alarm rings again */
	#left = 0;
	#hasNew = false;

	constructor(alarm: Alarm, sql: Sql, jobHandlers: JobHandlers) {
		this.#alarm = alarm;
		this.#sql = sql;
		this.#jobHandlers = jobHandlers;
	}

	/**
	 * Written in a transaction, which ends with `scheduleNew`.
	 * @param due_at not done before this ISO time
	 * @returns its id
	 */
	add(due_at: string, kind: string, subject: string, payload: object): number {
		const sql = this.#sql;
		const [{ id }] = sql`
			INSERT INTO jobs (due_at, kind, subject, payload_json, attempts)
			VALUES (${due_at}, ${kind}, ${subject}, ${JSON.stringify(payload)}, 0) RETURNING id` as [{ id: number }];
		this.#hasNew = true;
		return id;
	}

	/** Like `add`, but for the alarm only if whoever adds it does not come to `run` it. */
	addOwn(kind: string, subject: string, payload: object): number {
		return this.add(iso(Date.now() + safety_ms), kind, subject, payload);
	}

	/** The alarm is set in the transaction that has added a job, so that neither is without the other. */
	scheduleNew(): void {
		if (this.#hasNew) this.#schedule();
	}

	/** What was being done when the object was thrown out waits for the alarm, in case that is lost too. */
	wakeUp(): void {
		const due = nextDue(this.#sql, "[]");
		if (due !== undefined) void this.#alarm.setAlarm(Math.max(due, Date.now() + safety_ms));
	}

	/** Tries these, whenever they are due; twice, for an object that was thrown out is there again. */
	async run(ids: number[]): Promise<void> {
		if (ids.length === 0) return;
		for (const attempts of [0, 1]) await this.#doAll(jobsWith(this.#sql, ids, attempts));
		this.#schedule();
	}

	/**
	 * Does what is due, for the alarm. A job that fails stays, with what went wrong, and is tried again: at once, then
	 * after 2 s, 4 s, … an hour.
	 */
	async drain(): Promise<void> {
		this.#left = most_an_alarm;
		const lanes: Promise<void>[] = [];
		for (let job; this.#lanes < side_by_side && (job = this.#next());) lanes.push(this.#lane(job));
		this.#schedule();
		let timer;
		const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience_ms)));
		await Promise.race([Promise.all(lanes), patience]);
		clearTimeout(timer);
	}

	async #lane(first: Job): Promise<void> {
		this.#lanes++;
		try {
			for (let job: Job | undefined = first; job; job = this.#next()) {
				await this.#do(job);
				await letOthersIn();
			}
		} finally {
			this.#lanes--;
			this.#schedule();
		}
	}

	#next(): Job | undefined {
		return this.#left-- > 0 ? nextJob(this.#sql, this.#subjects()) : undefined;
	}

	/** Sets the alarm for what waits. What is being done is looked at again later: whoever does it may die. */
	#schedule(): void {
		this.#hasNew = false;
		const times = this.#busy.size > 0 ? [Date.now() + safety_ms] : [];
		const due = this.#lanes < side_by_side ? nextDue(this.#sql, this.#subjects()) : undefined;
		if (due !== undefined) times.push(due);
		void (times.length > 0 ? this.#alarm.setAlarm(Math.min(...times)) : this.#alarm.deleteAlarm());
	}

	#subjects(): string {
		return JSON.stringify([...this.#busy.keys()]);
	}

	/** So many subjects at once. */
	async #doAll(jobs: Job[]): Promise<void> {
		const queues = Map.groupBy(jobs, (job) => job.subject).values();
		const lane = async () => {
			for (const queue of queues)
				for (const job of queue) {
					await this.#do(job);
					if (jobs.length > 1) await letOthersIn();
				}
		};
		await Promise.all(Array.from({ length: side_by_side }, lane));
	}

	/** Unless somebody else has tried it meanwhile. */
	async #do(job: Job): Promise<void> {
		while (this.#busy.has(job.subject)) await this.#busy.get(job.subject);
		const [now] = jobsWith(this.#sql, [job.id], job.attempts);
		if (!now || now.subject !== job.subject) return;
		const doing = attempt(this.#sql, this.#jobHandlers, now).finally(() => this.#busy.delete(now.subject));
		this.#busy.set(now.subject, doing);
		await doing;
	}
}
