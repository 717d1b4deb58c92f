import { ChatError, type Session, type SessionId, type UserId, type WorkspaceId } from "@clickclack/protocol";
import { and, eq, gt, isNotNull, isNull, lt } from "drizzle-orm";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isUndone } from "../job-list.ts";
import { newId } from "./ids.ts";
import { signingKey } from "./keys.ts";
import { workspacesOf } from "./memberships.ts";
import { signSession } from "./session-tokens.ts";
import type { Ended } from "../workspace/sessions.ts";
import type { Transaction } from "./transaction.ts";
import { findUser } from "./users.ts";

export const session_ms = 30 * 86_400_000;

export const sessions = sqliteTable("sessions", {
	id: text().$type<SessionId>().primaryKey(),
	user_id: text().$type<UserId>().notNull(),
	created_at: text().notNull(),
	expires_at: text().notNull(),
	revoked_at: text(),
});

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

/** Who is asking. @throws ChatError unauthorized for a session that was ended and for an account that is gone */
export function signedIn(tx: Transaction): UserId {
	const { actor, db } = tx;
	const refused = new ChatError("unauthorized", "authentication required");
	if (actor.kind !== "human" || !findUser(tx, actor.user_id)) throw refused;
	if (actor.session_id === undefined) return actor.user_id;
	const live = and(eq(sessions.id, actor.session_id), isNull(sessions.revoked_at));
	if (!db.select().from(sessions).where(live).get()) throw refused;
	return actor.user_id;
}

/** Ends the session that asks; safe to repeat. Each of the person's workspaces is told, and closes its sockets. */
export function logout(tx: Transaction): void {
	const { actor, db, now } = tx;
	if (actor.kind !== "human" || actor.session_id === undefined) return;
	const { user_id, session_id } = actor;
	const session = db.select().from(sessions).where(eq(sessions.id, session_id)).get();
	if (!session || session.revoked_at !== null) return;
	db.update(sessions).set({ revoked_at: now }).where(eq(sessions.id, session_id)).run();
	for (const workspace_id of workspacesOf(tx, user_id))
		tx.addJob({ kind: "revokeSession", workspace_id, user_id, session_id, expires_at: session.expires_at });
}

/** @throws ChatError unavailable as long as a workspace does not know that the session which asks has ended */
export function toldEverywhere({ actor, sql }: Transaction): void {
	if (actor.kind !== "human" || actor.session_id === undefined) return;
	if (isUndone(sql, "revokeSession", actor.session_id))
		throw new ChatError("unavailable", "you are signed out, but not everywhere yet: try again in a moment", 2);
}

/** Somebody's sessions that were ended before their time. */
export function endedOf({ db, now }: Transaction, user_id: UserId): Ended[] {
	const ended = and(eq(sessions.user_id, user_id), isNotNull(sessions.revoked_at), gt(sessions.expires_at, now));
	const rows = db.select().from(sessions).where(ended).all();
	return rows.map(({ id, expires_at }) => ({ session_id: id, expires_at }));
}

/** A workspace that somebody has joined learns of sessions that ended while it let them in. */
export function tellEnded(tx: Transaction, workspace_id: WorkspaceId, user_id: UserId): void {
	for (const ended of endedOf(tx, user_id)) tx.addJob({ kind: "revokeSession", workspace_id, user_id, ...ended });
}
