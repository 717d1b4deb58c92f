import type { Job as ListedJob, JobPage, ListJobs, Role, SessionId, UserId, WorkspaceId } from "@clickclack/protocol";
import { listJobs as list } from "../jobs/list.ts";
import type { Transaction } from "./transaction.ts";

interface Initialization {
	kind: "initialize";
	workspace_id: WorkspaceId;
	near: DurableObjectLocationHint | undefined;
	/** names of the first channels */
	channels: string[] | undefined;
	/** who asked for it, where that is not its owner */
	by: "operator" | undefined;
}
interface Admission {
	kind: "admit";
	workspace_id: WorkspaceId;
	user_id: UserId;
	role: Role;
	/** ISO */
	asked_at: string;
}
interface NewProfile {
	kind: "updateProfile";
	workspace_id: WorkspaceId;
	user_id: UserId;
}
/** The account was deleted. */
interface Forgetting {
	kind: "forgetMember";
	workspace_id: WorkspaceId;
	user_id: UserId;
}
interface Revocation {
	kind: "revokeSession";
	workspace_id: WorkspaceId;
	user_id: UserId;
	session_id: SessionId;
	expires_at: string;
}

interface Ending {
	kind: "disconnectAll";
	workspace_id: WorkspaceId;
}

/** Of a picture that is nobody's when it runs. */
interface RemovedAvatar {
	kind: "removeAvatar";
	user_id: UserId;
	avatar: string;
}

/** Updates for a workspace, and pictures that have to go. */
export type Job = Initialization | Admission | NewProfile | Forgetting | Revocation | Ending | RemovedAvatar;

/** For the operator. */
export function listJobs(tx: Transaction, query: ListJobs): JobPage {
	return list(tx.sql, query);
}

export function runJob(tx: Transaction, { job_id }: { job_id: number }): ListedJob {
	return tx.runJob(job_id);
}
