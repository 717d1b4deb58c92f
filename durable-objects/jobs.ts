import type { Sql } from "./sql.ts";

/** Something to be done after a commit, at least once. Its row is written with the change that asks for it. */
interface Job {
	id: number;
	kind: string;
	payload_json: string;
	attempts: number;
}

/**
 * What each kind of job does; it may run twice, and later than one that was asked for after it. So a payload says only
 * what it is about, and what is true of that is read when the job runs. One that has more to do than fits into one go answers
 * in how many ms it wants to go on.
 */
export type Doers = Record<string, (payload: never) => Promise<number | void>>;

const first_wait_ms = 2_000;
const longest_wait_ms = 3_600_000;
/** Of a hundred jobs, each of which may ask once: an object may ask a thousand times an awakening. */
const max_rounds = 5;

/** @param due_at not done before this ISO time */
export function addJob(sql: Sql, due_at: string, kind: string, payload: object): void {
	sql`INSERT INTO jobs (due_at, kind, payload_json, attempts) VALUES (${due_at}, ${kind}, ${JSON.stringify(payload)}, 0)`;
}

/** Whether a job that names this id has not been done yet. */
export const isWaiting = (sql: Sql, kind: string, id: string): boolean =>
	sql`SELECT 1 FROM jobs WHERE kind = ${kind} AND instr(payload_json, ${JSON.stringify(id)}) LIMIT 1`.length > 0;

/** When the alarm should ring next, as a time in milliseconds. */
export function nextDue(sql: Sql): number | undefined {
	const [job] = sql<{ due_at: string }>`SELECT due_at FROM jobs ORDER BY due_at LIMIT 1`;
	return job && Date.parse(job.due_at);
}

/**
 * Does what is due, in order, and what that sets off. A job that fails stays, with what went wrong, and is tried again: at
 * once, for an object that was thrown out is there again; after 2 s, 4 s, … an hour. What is too much for one awakening stays due.
 * @param now for each look and for the next time of a job that failed
 */
export async function drainJobs(sql: Sql, now: () => number, doers: Doers): Promise<void> {
	for (let round = 0; round < max_rounds; round++)
		for (const job of dueJobs(sql, now())) await doJob(sql, job, now, doers);
}

function dueJobs(sql: Sql, now_ms: number): Job[] {
	return sql<Job>`SELECT id, kind, payload_json, attempts FROM jobs
		WHERE due_at <= ${new Date(now_ms).toISOString()} ORDER BY id LIMIT 100`;
}

async function doJob(sql: Sql, job: Job, now: () => number, doers: Doers): Promise<void> {
	try {
		const rest_ms = await doers[job.kind]!(JSON.parse(job.payload_json) as never);
		if (typeof rest_ms !== "number") sql`DELETE FROM jobs WHERE id = ${job.id}`;
		else sql`UPDATE jobs SET due_at = ${new Date(now() + rest_ms).toISOString()}, attempts = 0 WHERE id = ${job.id}`;
	} catch (error) {
		const wait = job.attempts === 0 ? 0 : Math.min(first_wait_ms * 2 ** (job.attempts - 1), longest_wait_ms);
		const due_at = new Date(now() + wait).toISOString();
		sql`UPDATE jobs SET attempts = attempts + 1, due_at = ${due_at}, last_error = ${String(error)} WHERE id = ${job.id}`;
	}
}
