import type { ConversationId, Job as ListedJob, JobPage, ListJobs, UserId } from "@clickclack/protocol";
import { listJobs as list } from "../jobs/list.ts";
import type { Read, Write } from "./transaction.ts";

/**
 * What the Directory has to be told: its index of who is where, and of what the workspace is called. And what is to be
 * seen of somebody whose time-out is over, and what is left to erase.
 */
export type Job =
	| { kind: "indexMembership"; user_id: UserId }
	| { kind: "releaseProfile"; user_id: UserId }
	| { kind: "indexWorkspace" }
	| { kind: "renewIndex" }
	| { kind: "eraseConversation"; conversation_id: ConversationId };

/** For the operator. */
export const listJobs = (tx: Read, query: ListJobs): JobPage => list(tx.sql, query);

export const runJob = (tx: Write, { job_id }: { job_id: number }): ListedJob => tx.runJob(job_id);
