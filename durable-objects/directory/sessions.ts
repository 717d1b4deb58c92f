import { ChatError, type Session, type UserId, type WorkspaceId } from "@clickclack/protocol";
import { and, eq, gt, isNotNull, isNull, lt } from "drizzle-orm";
import { newId } from "./ids.ts";
import { signingKey } from "./keys.ts";
import { session_ms, signSession } from "./session-tokens.ts";
import type { Ended } from "../workspace/sessions.ts";
import { sessions } from "./schema.ts";
import type { Transaction } from "./transaction.ts";
import { findUser } from "./users.ts";

/** For 30 days, without renewal. */
export function insertSession(tx: Transaction, user_id: UserId): Session {
	const { db, now } = tx;
	db.delete(sessions)
		.where(and(eq(sessions.user_id, user_id), lt(sessions.expires_at, now)))
		.run();
	const id = newId("ses", now);
	const expires_at = new Date(Date.parse(now) + session_ms).toISOString();
	db.insert(sessions).values({ id, user_id, created_at: now, expires_at }).run();
	const token = signSession(signingKey(tx), { user_id, session_id: id, issued_at: now, expires_at });
	return { id, token, user_id, created_at: now, expires_at };
}

/** The caller's user. @throws ChatError unauthorized when the session was revoked or the account is gone */
export function signedIn(tx: Transaction): UserId {
	const { actor, db } = tx;
	const refused = new ChatError("unauthorized", "authentication required");
	if (actor.kind !== "person" || !findUser(tx, actor.user_id)) throw refused;
	if (actor.session_id === undefined) return actor.user_id;
	const live = and(eq(sessions.id, actor.session_id), isNull(sessions.revoked_at));
	if (!db.select().from(sessions).where(live).get()) throw refused;
	return actor.user_id;
}

/** A user's sessions that were revoked before they expired. */
export function endedOf({ db, now }: Transaction, user_id: UserId): Ended[] {
	const ended = and(eq(sessions.user_id, user_id), isNotNull(sessions.revoked_at), gt(sessions.expires_at, now));
	const rows = db.select().from(sessions).where(ended).all();
	return rows.map(({ id, expires_at }) => ({ session_id: id, expires_at }));
}

/** Revokes, in a workspace that somebody has just joined, the sessions that ended during the admission. */
export function revokeEnded(tx: Transaction, workspace_id: WorkspaceId, user_id: UserId): void {
	for (const ended of endedOf(tx, user_id)) tx.addJob({ kind: "revokeSession", workspace_id, user_id, ...ended });
}
