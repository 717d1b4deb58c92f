import { ChatError } from "@clickclack/protocol";
import type { Sql } from "../sql.ts";
import { forgetParked, parkExcess } from "./excess.ts";

/** A job, which runs at least once, after the commit. Its row is written in the transaction that needs it. */
export interface JobRow {
	id: number;
	kind: string;
	subject: string;
	/** null while it is parked, and while it waits behind a failed job of its subject */
	due_at: string | null;
	attempts: number;
	last_error: string | null;
	/** given up: it runs only when the operator asks for it */
	parked_at: string | null;
	payload_json: string;
}

const max_error_length = 500;

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const now = (): string => inMs(0);
const brief = (error: unknown): string => String(error).slice(0, max_error_length);

type Added = Pick<JobRow, "kind" | "subject" | "payload_json">;

/** What may start beside the running jobs. */
export interface Room {
	/** excluded: jobs of these run already */
	subjects: string[];
	/** excluded: these kinds have no place left */
	kinds: string[];
	forNew: boolean;
	forRetries: boolean;
}

/** The rows of an object's jobs. */
export class JobQueue {
	// oxlint-disable-next-line no-unused-private-class-members -- it does not see that a template is tagged with it
	readonly #sql: Sql;
	constructor(sql: Sql) {
		this.#sql = sql;
	}

	/**
	 * The id of a waiting job that is equal and will run soon enough. Jobs read current data when they run, so a second one
	 * would do nothing.
	 * @param running the subject's running job, which may have read its data already
	 */
	equal({ kind, subject, payload_json }: Added, latest: string, running = 0): number | undefined {
		return this.#sql<{ id: number }>`
			SELECT id FROM jobs WHERE subject = ${subject} AND kind = ${kind} AND payload_json = ${payload_json}
				AND parked_at IS NULL AND id <> ${running} AND (attempts > 0 OR due_at IS NULL OR due_at <= ${latest})
			LIMIT 1`[0]?.id;
	}

	/** Makes the one of this kind due at that time, if it is due later. @returns whether there is one */
	bringForward(kind: string, due_at: string): boolean {
		const found = this.#sql`SELECT 1 FROM jobs WHERE kind = ${kind} AND due_at IS NOT NULL LIMIT 1`;
		this.#sql`UPDATE jobs SET due_at = ${due_at} WHERE kind = ${kind} AND due_at > ${due_at}`;
		return found.length > 0;
	}

	/** @returns its id */
	add({ kind, subject, due_at, payload_json }: Added & Pick<JobRow, "due_at">): number {
		const [{ id }] = this.#sql`
			INSERT INTO jobs (kind, subject, due_at, attempts, payload_json)
			VALUES (${kind}, ${subject}, ${due_at}, 0, ${payload_json}) RETURNING id` as [{ id: number }];
		return id;
	}

	/** The first job that is due, if there is room for it. */
	next({ subjects, kinds, forNew, forRetries }: Room): JobRow | undefined {
		for (;;) {
			const [job] = this.#sql<JobRow>`
				SELECT * FROM jobs WHERE due_at <= ${now()} AND iif(attempts > 0, ${Number(forRetries)}, ${Number(forNew)})
					AND subject NOT IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))
					AND kind NOT IN (SELECT value FROM json_each(${JSON.stringify(kinds)}))
				ORDER BY id LIMIT 1`;
			if (!job || !this.#holdBack(job)) return job;
		}
	}

	/** When the next job for which there is room is due; it may only turn out to be held back. */
	firstDue({ subjects, kinds, forNew, forRetries }: Room): number | undefined {
		const [first] = this.#sql<{ due_at: string }>`
			SELECT due_at FROM jobs
			WHERE due_at IS NOT NULL AND iif(attempts > 0, ${Number(forRetries)}, ${Number(forNew)})
				AND subject NOT IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))
				AND kind NOT IN (SELECT value FROM json_each(${JSON.stringify(kinds)}))
			ORDER BY due_at LIMIT 1`;
		return first && Date.parse(first.due_at);
	}

	/** Holds back all jobs of a subject behind one that failed, until that one is done or parked. */
	#holdBack({ id, subject }: JobRow): boolean {
		const [failed] = this.#sql<{ id: number }>`
			SELECT id FROM jobs WHERE subject = ${subject} AND id < ${id} AND attempts > 0 AND parked_at IS NULL LIMIT 1`;
		if (!failed) return false;
		this.#sql`UPDATE jobs SET due_at = NULL WHERE subject = ${subject} AND id > ${failed.id} AND due_at <= ${now()}`;
		return true;
	}

	#letGo(...subjects: string[]): void {
		this.#sql`UPDATE jobs SET due_at = ${now()} WHERE due_at IS NULL AND parked_at IS NULL
			AND subject IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`;
	}

	/** A waiting job, if none before it failed. */
	free(id: number): JobRow | undefined {
		return this.#sql<JobRow>`
			SELECT * FROM jobs j WHERE id = ${id} AND parked_at IS NULL AND NOT EXISTS (
				SELECT 1 FROM jobs WHERE subject = j.subject AND id < j.id AND attempts > 0 AND parked_at IS NULL
			)`[0];
	}

	finish({ id, subject, attempts }: JobRow): void {
		this.#sql`DELETE FROM jobs WHERE id = ${id}`;
		if (attempts > 0) this.#letGo(subject);
	}

	/** It made progress, and continues after a wait. */
	continue({ id, subject, attempts }: JobRow, wait_ms: number): void {
		this.#sql`UPDATE jobs SET due_at = ${inMs(wait_ms)}, attempts = 0 WHERE id = ${id} AND parked_at IS NULL`;
		if (attempts > 0) this.#letGo(subject);
	}

	retry({ id }: JobRow, wait_ms: number, error: unknown): void {
		this.#sql`UPDATE jobs SET attempts = attempts + 1, due_at = ${inMs(wait_ms)}, last_error = ${brief(error)}
			WHERE id = ${id} AND parked_at IS NULL`;
	}

	/** Gives it up; it runs again only when the operator asks for it. */
	park({ id, kind, subject }: JobRow, error: unknown): void {
		this.#sql`
			UPDATE jobs SET attempts = attempts + 1, due_at = NULL, parked_at = ${now()}, last_error = ${brief(error)}
			WHERE id = ${id} AND parked_at IS NULL`;
		this.#letGo(subject);
		forgetParked(this.#sql, kind);
	}

	/** @param kept kinds that are never parked for it */
	parkExcess(kept: string[]): void {
		const parked = parkExcess(this.#sql, now(), kept);
		this.#letGo(...new Set(parked.map(({ subject }) => subject)));
		for (const kind of new Set(parked.map((job) => job.kind))) forgetParked(this.#sql, kind);
	}

	/** Due now, with no attempts counted. @throws ChatError not_found */
	reset(id: number): JobRow {
		const [row] = this.#sql<JobRow>`
			UPDATE jobs SET due_at = ${now()}, attempts = 0, parked_at = NULL WHERE id = ${id} RETURNING *`;
		if (!row) throw new ChatError("not_found", "job not found: it may be done");
		this.#letGo(row.subject);
		return row;
	}
}
