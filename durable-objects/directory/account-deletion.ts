import { ChatError, type UserId, type WorkspaceId } from "@clickclack/protocol";
import { and, eq } from "drizzle-orm";
import { dropAvatar } from "./avatars.ts";
import { deleted_users, former_memberships, memberships, users, workspaces } from "./schema.ts";
import { signedIn } from "./sessions.ts";
import type { Transaction } from "./transaction.ts";
import { findUser } from "./users.ts";

export const deleteMe = (tx: Transaction): void => deleteAccount(tx, signedIn(tx));

/** For the operator. */
export function deleteUser(tx: Transaction, { account_id }: { account_id: UserId }): void {
	if (!findUser(tx, account_id)) throw new ChatError("not_found", "there is no such account");
	deleteAccount(tx, account_id);
}

/** With its sessions and addresses; each workspace that the person is or was in forgets them. */
function deleteAccount(tx: Transaction, user_id: UserId): void {
	refuseOwner(tx, user_id);
	dropAvatar(tx, user_id, findUser(tx, user_id)!.avatar_url);
	for (const workspace_id of everywhere(tx, user_id)) tx.addJob({ kind: "forgetMember", workspace_id, user_id });
	for (const table of [memberships, former_memberships]) tx.db.delete(table).where(eq(table.user_id, user_id)).run();
	tx.db.delete(users).where(eq(users.id, user_id)).run();
	tx.db.insert(deleted_users).values({ id: user_id }).run();
}

/** A deleted workspace may be restored, so it needs its owner until it is erased. @throws ChatError conflict */
function refuseOwner({ db }: Transaction, user_id: UserId): void {
	const owned = db
		.select({ name: workspaces.name, state: workspaces.state })
		.from(memberships)
		.innerJoin(workspaces, eq(workspaces.id, memberships.workspace_id))
		.where(and(eq(memberships.user_id, user_id), eq(memberships.role, "owner")))
		.orderBy(workspaces.state, workspaces.name)
		.limit(1)
		.get();
	if (!owned) return;
	const { name, state } = owned;
	const how = state === "deleted" ? "wait until it is erased" : "transfer it to somebody else, or delete it";
	throw new ChatError("conflict", `the account owns the workspace “${name}”: ${how}, then delete the account`);
}

function everywhere({ db }: Transaction, user_id: UserId): WorkspaceId[] {
	const rows = [memberships, former_memberships].flatMap((table) =>
		db.select({ workspace_id: table.workspace_id }).from(table).where(eq(table.user_id, user_id)).all(),
	);
	return [...new Set(rows.map(({ workspace_id }) => workspace_id))];
}
