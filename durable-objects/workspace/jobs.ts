import type { ConversationId, Job as ListedJob, JobPage, ListJobs, UserId } from "@clickclack/protocol";
import { listJobs as list } from "../jobs/list.ts";
import { audit } from "./audit-log.ts";
import type { Read, Write } from "./transaction.ts";

/**
 * Updates for the Directory's index of memberships, workspace names and deleted workspaces, profiles that become visible
 * when a time-out ends, deleted content and workspaces that have to be erased, files that have to go, messages that the
 * search index lacks, people whom groups bring to channels, and what is due, or ends, at a time that somebody chose.
 */
export type Job =
	| { kind: "indexMembership"; user_id: UserId }
	| { kind: "releaseProfile"; user_id: UserId }
	| { kind: "indexWorkspace" }
	| { kind: "indexDeletion" }
	| { kind: "eraseWorkspace" }
	| { kind: "sendScheduled" }
	| { kind: "remind" }
	| { kind: "expireStatuses" }
	| { kind: "removeUploads" }
	| { kind: "bringToChannels" }
	| { kind: "completeIndex" }
	| { kind: "renewIndex" }
	| { kind: "eraseConversation"; conversation_id: ConversationId };

/** For the operator. */
export const listJobs = (tx: Read, query: ListJobs): JobPage => list(tx.sql, query);

export function runJob(tx: Write, { job_id }: { job_id: number }): ListedJob {
	const job = tx.runJob(job_id);
	audit(tx, { action: "job.run", target_id: String(job_id), name: job.kind });
	return job;
}
