import { ChatError } from "@clickclack/protocol";
import type { Sql } from "./sql.ts";

/** Something to be done after a commit, at least once. Its row is written with the change that asks for it. */
export interface JobRow {
	id: number;
	kind: string;
	subject: string;
	/** null: it is parked, and runs only when somebody asks for it */
	due_at: string | null;
	attempts: number;
	last_error: string | null;
	parked_at: string | null;
	payload_json: string;
}
export type WaitingJob = JobRow & { due_at: string };

/** Beyond so many, those of the subject with the most of them are parked, the oldest first. No call is refused for it. */
const max_waiting = 10_000;
/** Of each kind the newest of those that are parked are kept, so that a flood of one kind forgets no other. */
const max_parked = 1_000;
const max_error_length = 500;

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const now = (): string => inMs(0);
const brief = (error: unknown): string => String(error).slice(0, max_error_length);

/** What is running, and what may begin beside it. */
export interface Room {
	subjects: string[];
	/** of each that runs */
	kinds: string[];
	forNew: boolean;
	forRetries: boolean;
}

/** The rows of an object's jobs. */
export class JobQueue {
	readonly #sql: Sql;
	constructor(sql: Sql) {
		this.#sql = sql;
	}

	/** @returns its id */
	add({
		kind,
		subject,
		due_at,
		payload_json,
	}: Omit<WaitingJob, "id" | "attempts" | "last_error" | "parked_at">): number {
		const [{ id }] = this.#sql`
			INSERT INTO jobs (kind, subject, due_at, attempts, payload_json)
			VALUES (${kind}, ${subject}, ${due_at}, 0, ${payload_json}) RETURNING id` as [{ id: number }];
		return id;
	}

	/**
	 * The job to run next, or the first to come due when none is yet. One that failed holds back what was asked for after it
	 * under its subject. First come those of the kind that fewest are running of, so that no kind takes all that there is.
	 */
	next({ subjects, kinds, forNew, forRetries }: Room): WaitingJob | undefined {
		return this.#sql<WaitingJob>`
			WITH failing AS (
				SELECT subject, min(id) AS id FROM jobs WHERE due_at IS NOT NULL AND attempts > 0 GROUP BY subject
			), running AS (
				SELECT value AS kind, count(*) AS count FROM json_each(${JSON.stringify(kinds)}) GROUP BY value
			)
			SELECT j.* FROM jobs j LEFT JOIN failing f USING (subject) LEFT JOIN running r USING (kind)
			WHERE j.due_at IS NOT NULL AND iif(j.attempts > 0, ${Number(forRetries)}, ${Number(forNew)})
				AND j.subject NOT IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))
				AND (f.id IS NULL OR j.id <= f.id)
			ORDER BY max(j.due_at, ${now()}), coalesce(r.count, 0), j.id LIMIT 1`[0];
	}

	/** One that waits, if none before it holds it back. */
	free(id: number): WaitingJob | undefined {
		return this.#sql<WaitingJob>`
			SELECT * FROM jobs j WHERE id = ${id} AND due_at IS NOT NULL AND NOT EXISTS (
				SELECT 1 FROM jobs WHERE subject = j.subject AND id < j.id AND due_at IS NOT NULL AND attempts > 0
			)`[0];
	}

	finish(id: number): void {
		this.#sql`DELETE FROM jobs WHERE id = ${id}`;
	}

	/** It has got somewhere, and goes on in a while. */
	continue(id: number, wait_ms: number): void {
		this.#sql`UPDATE jobs SET due_at = ${inMs(wait_ms)}, attempts = 0 WHERE id = ${id} AND parked_at IS NULL`;
	}

	retry(id: number, wait_ms: number, error: unknown): void {
		this.#sql`UPDATE jobs SET attempts = attempts + 1, due_at = ${inMs(wait_ms)}, last_error = ${brief(error)}
			WHERE id = ${id} AND parked_at IS NULL`;
	}

	/** Given up, until somebody asks for it. */
	park({ id, kind }: JobRow, error: unknown): void {
		this.#sql`
			UPDATE jobs SET attempts = attempts + 1, due_at = NULL, parked_at = ${now()}, last_error = ${brief(error)}
			WHERE id = ${id} AND parked_at IS NULL`;
		this.#forgetParked(kind);
	}

	#forgetParked(kind: string): void {
		this.#sql`DELETE FROM jobs WHERE id IN (
			SELECT id FROM jobs WHERE kind = ${kind} AND parked_at IS NOT NULL
			ORDER BY parked_at DESC, id DESC LIMIT -1 OFFSET ${max_parked}
		)`;
	}

	/** Parks what is too much. One alone of its subject stays: there are never more of those than there are subjects. */
	parkExcess(): void {
		for (let most; (most = this.#mostOfExcess());) {
			const parked = this.#sql<{ kind: string }>`
				UPDATE jobs SET due_at = NULL, parked_at = ${now()}, last_error = 'too many were waiting' WHERE id IN (
					SELECT id FROM jobs WHERE subject = ${most.subject} AND due_at IS NOT NULL ORDER BY id LIMIT ${most.excess}
				) RETURNING kind`;
			for (const kind of new Set(parked.map((job) => job.kind))) this.#forgetParked(kind);
		}
	}

	#mostOfExcess(): { subject: string; excess: number } | undefined {
		const [{ count }] = this.#sql`SELECT count(*) AS count FROM jobs WHERE due_at IS NOT NULL` as [{ count: number }];
		if (count <= max_waiting) return undefined;
		return this.#sql<{ subject: string; excess: number }>`
			SELECT subject, min(count(*) - 1, ${count - max_waiting}) AS excess FROM jobs WHERE due_at IS NOT NULL
			GROUP BY subject HAVING count(*) > 1 ORDER BY count(*) DESC LIMIT 1`[0];
	}

	/** Due now, as if it had never been tried. @throws ChatError not_found */
	reset(id: number): JobRow {
		const [row] = this.#sql<JobRow>`
			UPDATE jobs SET due_at = ${now()}, attempts = 0, parked_at = NULL WHERE id = ${id} RETURNING *`;
		if (!row) throw new ChatError("not_found", "job not found: it may be done");
		return row;
	}
}
