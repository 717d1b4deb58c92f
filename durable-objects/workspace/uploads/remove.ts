import type { Write } from "../transaction.ts";
import type { UploadRow } from "./row.ts";

/** Nobody finds it any more; the job deletes its bytes. */
export function removeUpload(tx: Pick<Write, "sql" | "now" | "addJob">, { num }: Pick<UploadRow, "num">): void {
	tx.sql`UPDATE uploads SET state = 'removing', ends_at = ${tx.now}, nonce = NULL, conversation_num = NULL, message_num = NULL
		WHERE num = ${num}`;
	tx.addJob({ kind: "removeUploads" });
}

/** How many are removed at once. */
const most_removed = 100;

export type Ended = Pick<UploadRow, "num" | "id" | "parts_id">;

/** By the job, first: from here on nobody stores or attaches them. */
export function endUploads({ sql, now }: Write): Ended[] {
	return sql<Ended>`
		UPDATE uploads SET state = 'removing', nonce = NULL WHERE num IN (
			SELECT num FROM uploads WHERE ends_at <= ${now} ORDER BY ends_at LIMIT ${most_removed}
		) RETURNING num, id, parts_id`;
}

/** By the job, when their bytes are gone. */
export function forgetUploads({ sql }: Write, { nums }: { nums: number[] }): void {
	sql`DELETE FROM uploads WHERE state = 'removing' AND num IN (SELECT value FROM json_each(${JSON.stringify(nums)}))`;
}
