import type { SessionId } from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Write } from "./transaction.ts";

export const revoked_sessions = sqliteTable("revoked_sessions", {
	session_id: text().$type<SessionId>().primaryKey(),
	expires_at: text().notNull(),
});

/** A session that was ended before it would have by itself; ISO time. */
export interface Ended {
	session_id: SessionId;
	expires_at: string;
}

/** Signed out: remembered until the token would have expired by itself; sockets of the session are closed. */
export function revokeSession(tx: Write, { session_id, expires_at }: Ended): void {
	tx.sql`DELETE FROM revoked_sessions WHERE expires_at <= ${tx.now}`;
	tx.sql`INSERT INTO revoked_sessions (session_id, expires_at) VALUES (${session_id}, ${expires_at}) ON CONFLICT DO NOTHING`;
	tx.disconnect({ session_id });
}

/** After keys have leaked: nobody knows whose sockets are whose. Whoever is still signed in comes back. */
export const disconnectAll = (tx: Write): void => tx.disconnect("everybody");
