import type { Role, SessionId, UserId, WorkspaceId } from "@clickclack/protocol";
import type { JobHandlers } from "../jobs.ts";
import type { Saga } from "./transaction.ts";
import { endedOf } from "./sessions.ts";
import { findUser } from "./users.ts";
import { activate, initialization } from "./workspaces.ts";

interface Initialization {
	kind: "initialize";
	workspace_id: WorkspaceId;
	near: DurableObjectLocationHint | undefined;
	/** names of those that it begins with */
	channels: string[] | undefined;
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

/** What a workspace has to be told. */
export type Job = Initialization | Admission | NewProfile | Revocation | Ending;

/**
 * What the caller waits for: a workspace that was founded answers, a person who was let in is in, a session that was
 * ended has ended. A new name or picture is nothing that anybody waits for.
 */
export const awaited: ReadonlySet<Job["kind"]> = new Set(["initialize", "admit", "revokeSession"]);

/**
 * Rows are read when the job is run, not when it was written down, so that a late one never tells old news; of an
 * account that is gone by then there is nothing to tell.
 */
export function jobHandlers({ write, workspace }: Pick<Saga, "write" | "workspace">): JobHandlers {
	const client = ({ workspace_id }: Job, near?: DurableObjectLocationHint) =>
		workspace(workspace_id, { kind: "system" }, near);
	const userOf = ({ user_id }: Admission | NewProfile) => write((tx) => findUser(tx, user_id));
	return {
		initialize: async (job: Initialization) => {
			const known = write((tx) => initialization(tx, job.workspace_id));
			await client(job, job.near).initialize({ ...known, channels: job.channels });
			write((tx) => activate(tx, job.workspace_id));
		},
		admit: async (job: Admission) => {
			const user = userOf(job);
			const ended = write((tx) => endedOf(tx, job.user_id));
			const { role, asked_at } = job;
			if (user) await client(job).admit({ user, ended, role, asked_at });
		},
		updateProfile: async (job: NewProfile) => {
			const user = userOf(job);
			if (user) await client(job).updateProfile({ user });
		},
		revokeSession: (job: Revocation) => client(job).revokeSession(job),
		disconnectAll: (job: Ending) => client(job).disconnectAll({}),
	};
}
