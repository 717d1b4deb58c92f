import type { Role, UserId, WorkspaceId } from "@clickclack/protocol";
import { and, eq } from "drizzle-orm";
import { revokeEnded } from "./sessions.ts";
import { deleted_users, former_memberships, memberships, workspaces } from "./schema.ts";
import type { Transaction } from "./transaction.ts";
import { findUser, settleUser } from "./users.ts";

const here = (user_id: UserId, workspace_id: WorkspaceId) =>
	and(eq(memberships.user_id, user_id), eq(memberships.workspace_id, workspace_id));

export function workspacesOf({ db }: Transaction, user_id: UserId): WorkspaceId[] {
	const mine = db.select().from(memberships).where(eq(memberships.user_id, user_id)).all();
	return mine.map(({ workspace_id }) => workspace_id);
}

/** Those that answer: one that is being made has nothing yet, and a deleted one nothing any more. */
export function activeWorkspacesOf({ db }: Transaction, user_id: UserId): WorkspaceId[] {
	const mine = db
		.select({ workspace_id: memberships.workspace_id })
		.from(memberships)
		.innerJoin(workspaces, eq(workspaces.id, memberships.workspace_id))
		.where(and(eq(memberships.user_id, user_id), eq(workspaces.state, "active")))
		.all();
	return mine.map(({ workspace_id }) => workspace_id);
}

export function putMembership(tx: Transaction, user_id: UserId, workspace_id: WorkspaceId, role: Role): void {
	const isNew = !tx.db.select().from(memberships).where(here(user_id, workspace_id)).get();
	tx.db
		.insert(memberships)
		.values({ user_id, workspace_id, role })
		.onConflictDoUpdate({ target: [memberships.user_id, memberships.workspace_id], set: { role } })
		.run();
	if (isNew) catchUp(tx, user_id, workspace_id);
}

/** Changes to the account that happened between the workspace's admission and our recording it. */
function catchUp(tx: Transaction, user_id: UserId, workspace_id: WorkspaceId): void {
	settleUser(tx, user_id);
	tx.addJob({ kind: "updateProfile", workspace_id, user_id });
	revokeEnded(tx, workspace_id, user_id);
}

/** Records a membership as the workspace reports it; without a role it has ended. */
export function indexMembership(
	tx: Transaction,
	{ user_id, workspace_id, role }: { user_id: UserId; workspace_id: WorkspaceId; role: Role | null },
): void {
	if (!findUser(tx, user_id)) return forgetThere(tx, user_id, workspace_id, role);
	if (role !== null) return putMembership(tx, user_id, workspace_id, role);
	tx.db.delete(memberships).where(here(user_id, workspace_id)).run();
	tx.db.insert(former_memberships).values({ user_id, workspace_id }).onConflictDoNothing().run();
}

/** Somebody without an account: of one that was deleted, they came in meanwhile. */
function forgetThere(tx: Transaction, user_id: UserId, workspace_id: WorkspaceId, role: Role | null): void {
	const wasDeleted = tx.db.select().from(deleted_users).where(eq(deleted_users.id, user_id)).get();
	if (role !== null && wasDeleted) tx.addJob({ kind: "forgetMember", workspace_id, user_id });
}
