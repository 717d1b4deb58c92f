import { ChatError } from "@clickclack/protocol";
import { eq } from "drizzle-orm";
import { isUndone } from "../jobs/list.ts";
import { workspacesOf } from "./memberships.ts";
import { sessions } from "./schema.ts";
import type { Transaction } from "./transaction.ts";

/** Revokes the caller's session; idempotent. Each of the person's workspaces closes its sockets. */
export function logout(tx: Transaction): void {
	const { actor, db, now } = tx;
	if (actor.kind !== "person" || actor.session_id === undefined) return;
	const { user_id, session_id } = actor;
	const session = db.select().from(sessions).where(eq(sessions.id, session_id)).get();
	if (!session || session.revoked_at !== null) return;
	db.update(sessions).set({ revoked_at: now }).where(eq(sessions.id, session_id)).run();
	for (const workspace_id of workspacesOf(tx, user_id))
		tx.addJob({ kind: "revokeSession", workspace_id, user_id, session_id, expires_at: session.expires_at });
}

/** @throws ChatError unavailable while a workspace has not recorded that the caller's session is revoked */
export function revokedEverywhere({ actor, sql }: Transaction): void {
	if (actor.kind !== "person" || actor.session_id === undefined) return;
	if (isUndone(sql, "revokeSession", actor.session_id))
		throw new ChatError("unavailable", "you are signed out, but not everywhere yet: try again in a moment", 2);
}
