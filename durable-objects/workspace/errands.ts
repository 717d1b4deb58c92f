import { ChatError, type Outcome, type UserId } from "@clickclack/protocol";
import type { Doers } from "../jobs.ts";
import type { Sql } from "../sql.ts";
import { anyMember } from "./members.ts";
import { workspaceRow } from "./workspaces.ts";

/**
 * What the Directory has to be told: its index of who is where, and of what the workspace is called. And what is to be
 * seen of somebody whose time-out is over.
 */
export type WorkspaceJob = { kind: "indexMembership" | "releaseProfile"; user_id: UserId } | { kind: "indexWorkspace" };

/** Who acts waits until the Directory knows, so that the list of their workspaces is right when they are answered. */
export const awaited: ReadonlySet<WorkspaceJob["kind"]> = new Set(["indexMembership", "indexWorkspace"]);

type Tell = (name: string, input: object) => Promise<unknown>;

/**
 * @param tell asks the Directory
 * @param run a command of this workspace
 */
export function doers(db: { sql: Sql }, tell: Tell, run: Tell): Doers {
	const done = async (asking: Promise<unknown>) => {
		const result = (await asking) as Outcome<unknown>;
		if (!result.ok) throw new ChatError(result.code, result.message);
	};
	return {
		indexMembership: ({ user_id }: { user_id: UserId }) => {
			const member = anyMember(db, user_id);
			const role = member && member.left_at === null ? member.role : null;
			return done(tell("indexMembership", { user_id, workspace_id: workspaceRow(db).id, role }));
		},
		releaseProfile: ({ user_id }: { user_id: UserId }) => done(run("releaseProfile", { user_id })),
		indexWorkspace: () => {
			const { id: workspace_id, name, slug } = workspaceRow(db);
			return done(tell("indexWorkspace", { workspace_id, name, slug }));
		},
	};
}
