import { type Outcome, type UploadId, type WorkspaceId, ok } from "@clickclack/protocol";
import type { Actor } from "../../actor.ts";
import type { JobKind } from "../../jobs/kind.ts";
import type { Sql } from "../../sql.ts";
import { isErasing } from "../conversations/delete.ts";
import { workspaceRow } from "../workspaces.ts";
import type { Ended } from "./remove.ts";

/** Where the bucket has a file. */
export const keyOf = (workspace_id: WorkspaceId, upload_id: UploadId): string => `${workspace_id}/${upload_id}`;

/** Time to stop those that arrive in parts, one after the other. */
const timeout_ms = 60_000;
/** Without a bucket, what is left waits for one. */
const patience_ms = 24 * 3_600_000;
/** A conversation that is erased may have more. */
const erasing_ms = 400;

type Call = (actor: Actor, name: string, input: object) => Promise<Outcome<unknown>>;

/** Removes what has ended from the bucket, and then its rows. */
export const removingUploads = (db: { sql: Sql }, call: Call, bucket: R2Bucket | undefined): JobKind<object> => ({
	timeout_ms,
	attempts: Infinity,
	isSingle: true,
	subject: () => "uploads",
	run: async () => {
		if (!bucket) return patience_ms;
		const ended = ok(await call({ kind: "system" }, "endUploads", {})) as Ended[];
		const { id: workspace_id } = workspaceRow(db);
		for (const { id, parts_id } of ended)
			if (parts_id !== null) await stopParts(bucket, keyOf(workspace_id, id), parts_id);
		if (ended.length > 0) await bucket.delete(ended.map(({ id }) => keyOf(workspace_id, id)));
		ok(await call({ kind: "system" }, "forgetUploads", { nums: ended.map(({ num }) => num) }));
		const [next] = db.sql<{ ends_at: string }>`
			SELECT ends_at FROM uploads WHERE ends_at IS NOT NULL ORDER BY ends_at LIMIT 1`;
		if (isErasing(db.sql)) return erasing_ms;
		return next && Math.max(0, Date.parse(next.ends_at) - Date.now());
	},
});

/** What the bucket says of parts that were put together, or stopped before. */
const no_such_parts = "10024";

async function stopParts(bucket: R2Bucket, key: string, parts_id: string): Promise<void> {
	try {
		await bucket.resumeMultipartUpload(key, parts_id).abort();
	} catch (error) {
		if (!String(error).includes(no_such_parts)) throw error;
	}
}
