import type { ConversationId } from "@clickclack/protocol";
import type { Sql } from "../../sql.ts";
import type { Write } from "../transaction.ts";
import type { UploadRow } from "./row.ts";

/** Nobody finds it any more; the job deletes its bytes. */
export function removeUpload(tx: Pick<Write, "sql" | "now" | "addJob">, { num }: Pick<UploadRow, "num">): void {
	tx.sql`UPDATE uploads SET state = 'removing', ends_at = ${tx.now}, nonce = NULL, conversation_num = NULL, message_num = NULL
		WHERE num = ${num}`;
	tx.addJob({ kind: "removeUploads" });
}

/** Those of a conversation that is erased, some at a time. @returns how many */
export function removeUploadsOf(sql: Sql, conversation_id: ConversationId, most: number): number {
	const removed = sql`
		UPDATE uploads SET state = 'removing', ends_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), nonce = NULL, conversation_num = NULL,
			message_num = NULL
		WHERE num IN (
			SELECT num FROM uploads WHERE conversation_num = (SELECT num FROM conversations WHERE id = ${conversation_id})
				AND message_num IS NOT NULL LIMIT ${most}
		) RETURNING 1`;
	return removed.length;
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
