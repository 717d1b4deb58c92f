import type { Role, SessionId, UserId, WorkspaceId } from "@clickclack/protocol";
import type { Doers } from "../jobs.ts";
import type { Act } from "./transaction.ts";
import { findUser } from "./users.ts";
import { activate, founding } from "./workspaces.ts";

interface Founding {
	kind: "found";
	workspace_id: WorkspaceId;
}
interface Admission {
	kind: "admit";
	workspace_id: WorkspaceId;
	user_id: UserId;
	role: Role;
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

/** What a workspace has to be told. */
export type Errand = Founding | Admission | NewProfile | Revocation;

/** Rows are read when the errand is run, not when it was written down, so that a late one never tells old news. */
export function doers({ write, workspace }: Pick<Act, "write" | "workspace">): Doers {
	const door = ({ workspace_id }: Errand) => workspace(workspace_id, { kind: "system" });
	const userOf = ({ user_id }: Admission | NewProfile) => write((tx) => findUser(tx, user_id))!;
	return {
		found: async (errand: Founding) => {
			await door(errand).found(write((tx) => founding(tx, errand.workspace_id)));
			write((tx) => activate(tx, errand.workspace_id));
		},
		admit: async (errand: Admission) => {
			await door(errand).admit({ user: userOf(errand), role: errand.role });
		},
		updateProfile: (errand: NewProfile) => door(errand).updateProfile({ user: userOf(errand) }),
		revokeSession: (errand: Revocation) => door(errand).revokeSession(errand),
	};
}
