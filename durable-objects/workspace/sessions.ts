import type { SessionId } from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Write } from "./transaction.ts";

export const revoked_sessions = sqliteTable("revoked_sessions", {
	session_id: text().$type<SessionId>().primaryKey(),
	expires_at: text().notNull(),
});

/** A session that was revoked before it expired; ISO time. */
export interface Ended {
	session_id: SessionId;
	expires_at: string;
}

/** Kept until the token would have expired; closes the session's sockets. */
export function revokeSession(tx: Write, { session_id, expires_at }: Ended): void {
	tx.sql`DELETE FROM revoked_sessions WHERE expires_at <= ${tx.now}`;
	tx.sql`INSERT INTO revoked_sessions (session_id, expires_at) VALUES (${session_id}, ${expires_at}) ON CONFLICT DO NOTHING`;
	tx.disconnect({ session_id });
}

/** After signing keys have leaked: closes every socket, because any session may be forged. Valid ones reconnect. */
export const disconnectAll = (tx: Write): void => tx.disconnect("everybody");
