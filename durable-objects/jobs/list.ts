import type { Job, JobPage, ListJobs } from "@clickclack/protocol";
import type { JobRow } from "./queue.ts";
import { type Sql, present } from "../sql.ts";

/** The operator's view: without the payload, which may hold secrets. */
export const toJob = ({ payload_json: _, ...row }: JobRow): Job => present(row);

/** In the order in which they were added. The cursor is the id of the last job of the page before. */
export function listJobs(sql: Sql, { state, limit, cursor = "0" }: Omit<ListJobs, "workspace_id">): JobPage {
	const rows = sql<JobRow>`
		SELECT * FROM jobs
		WHERE id > ${Number(cursor)} AND (${state ?? null} IS NULL OR ${state ?? null} = iif(parked_at IS NULL, 'waiting', 'parked'))
		ORDER BY id LIMIT ${limit + 1}`;
	const jobs = rows.slice(0, limit).map(toJob);
	const has_more = rows.length > limit;
	return { jobs, has_more, ...(has_more && { next_cursor: String(jobs.at(-1)!.id) }) };
}

/** Whether a job that names this id still exists, waiting or parked. */
export const isUndone = (sql: Sql, kind: string, id: string): boolean =>
	sql`SELECT 1 FROM jobs WHERE kind = ${kind} AND instr(payload_json, ${JSON.stringify(id)}) LIMIT 1`.length > 0;
