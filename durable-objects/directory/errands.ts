import type { Role, SessionId, UserId, WorkspaceId } from "@clickclack/protocol";
import type { Doers } from "../jobs.ts";
import type { Act } from "./transaction.ts";
import { endedOf } from "./sessions.ts";
import { findUser } from "./users.ts";
import { activate, founding } from "./workspaces.ts";

interface Founding {
	kind: "found";
	workspace_id: WorkspaceId;
	near: DurableObjectLocationHint | undefined;
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
	kind: "hangUpAll";
	workspace_id: WorkspaceId;
}

/** What a workspace has to be told. */
export type Errand = Founding | Admission | NewProfile | Revocation | Ending;

/**
 * What the caller waits for: a workspace that was founded answers, a person who was let in is in, a session that was
 * ended has ended. A new name or picture is nothing that anybody waits for.
 */
export const awaited: ReadonlySet<Errand["kind"]> = new Set(["found", "admit", "revokeSession"]);

/**
 * Rows are read when the errand is run, not when it was written down, so that a late one never tells old news; of an
 * account that is gone by then there is nothing to tell.
 */
export function doers({ write, workspace }: Pick<Act, "write" | "workspace">): Doers {
	const door = ({ workspace_id }: Errand, near?: DurableObjectLocationHint) =>
		workspace(workspace_id, { kind: "system" }, near);
	const userOf = ({ user_id }: Admission | NewProfile) => write((tx) => findUser(tx, user_id));
	return {
		found: async (errand: Founding) => {
			await door(errand, errand.near).found(write((tx) => founding(tx, errand.workspace_id)));
			write((tx) => activate(tx, errand.workspace_id));
		},
		admit: async (errand: Admission) => {
			const user = userOf(errand);
			const ended = write((tx) => endedOf(tx, errand.user_id));
			const { role, asked_at } = errand;
			if (user) await door(errand).admit({ user, ended, role, asked_at });
		},
		updateProfile: async (errand: NewProfile) => {
			const user = userOf(errand);
			if (user) await door(errand).updateProfile({ user });
		},
		revokeSession: (errand: Revocation) => door(errand).revokeSession(errand),
		hangUpAll: (errand: Ending) => door(errand).hangUpAll({}),
	};
}
