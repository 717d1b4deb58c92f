import type { Sql } from "../sql.ts";

/** Beyond this many, the oldest jobs of the subjects with the most jobs are parked. No call is refused for it. */
const max_waiting = 10_000;
/** How many parked jobs are kept of each kind, the newest. Per kind, so that a flood of one kind deletes no others. */
const max_parked = 1_000;

/**
 * Parks the excess. A subject's newest job stays: there are never more of those than there are subjects.
 * @param kept kinds that are never parked
 * @returns what was parked
 */
export function parkExcess(sql: Sql, now: string, kept: string[]): { subject: string; kind: string }[] {
	const excluded = JSON.stringify(kept);
	const [{ count }] = sql`
		SELECT count(*) AS count FROM jobs
		WHERE parked_at IS NULL AND kind NOT IN (SELECT value FROM json_each(${excluded}))` as [{ count: number }];
	if (count <= max_waiting) return [];
	return sql<{ subject: string; kind: string }>`
		UPDATE jobs SET due_at = NULL, parked_at = ${now}, last_error = 'too many were waiting' WHERE id IN (
			SELECT id FROM (
				SELECT id, row_number() OVER (PARTITION BY subject ORDER BY id DESC) AS nth FROM jobs
				WHERE parked_at IS NULL AND kind NOT IN (SELECT value FROM json_each(${excluded}))
			) WHERE nth > 1 ORDER BY nth DESC, id LIMIT ${count - max_waiting}
		) RETURNING subject, kind`;
}

/** Deletes the oldest parked jobs of a kind. */
export function forgetParked(sql: Sql, kind: string): void {
	sql`DELETE FROM jobs WHERE id IN (
		SELECT id FROM jobs WHERE kind = ${kind} AND parked_at IS NOT NULL
		ORDER BY parked_at DESC, id DESC LIMIT -1 OFFSET ${max_parked}
	)`;
}
