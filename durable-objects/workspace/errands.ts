import { ChatError, type Outcome, type UserId } from "@clickclack/protocol";
import type { Doers } from "../jobs.ts";
import type { Sql } from "../sql.ts";
import { anyMember } from "./members.ts";
import { workspaceRow } from "./workspaces.ts";

/** What the Directory has to be told: its index of who is where, and of what the workspace is called. */
export type WorkspaceJob = { kind: "indexMembership"; user_id: UserId } | { kind: "indexWorkspace" };

/** Who acts waits until the Directory knows, so that the list of their workspaces is right when they are answered. */
export const awaited: ReadonlySet<WorkspaceJob["kind"]> = new Set(["indexMembership", "indexWorkspace"]);

type Tell = (name: string, input: object) => Promise<unknown>;

/** @param tell asks the Directory */
export function doers(db: { sql: Sql }, tell: Tell): Doers {
	const index = async (name: string, input: object) => {
		const result = (await tell(name, input)) as Outcome<unknown>;
		if (!result.ok) throw new ChatError(result.code, result.message);
	};
	return {
		indexMembership: ({ user_id }: { user_id: UserId }) => {
			const member = anyMember(db, user_id);
			const role = member && member.left_at === null ? member.role : null;
			return index("indexMembership", { user_id, workspace_id: workspaceRow(db).id, role });
		},
		indexWorkspace: () => {
			const { id: workspace_id, name, slug } = workspaceRow(db);
			return index("indexWorkspace", { workspace_id, name, slug });
		},
	};
}
