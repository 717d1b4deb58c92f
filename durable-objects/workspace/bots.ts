import { ChatError, Scope, type UserId } from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Sql } from "../sql.ts";
import type { MemberRow } from "./members/row.ts";

export const bot_tokens = sqliteTable("bot_tokens", {
	id: text().primaryKey(),
	token_hash: text().notNull(),
	user_id: text().$type<UserId>().notNull(),
	scopes_json: text().notNull(),
	created_at: text().notNull(),
	revoked_at: text(),
});

export interface Bot {
	member: MemberRow;
	scopes: Scope[];
}

/**
 * The bot that a token belongs to, if the token is valid; read in the same transaction as the command. A bot that a person
 * owns is valid as long as that person is a member.
 * @throws ChatError unauthorized
 */
export function currentBot(sql: Sql, token_hash: string): Bot {
	const [row] = sql<MemberRow & { scopes_json: string }>`
		SELECT m.*, t.scopes_json FROM bot_tokens t JOIN members m ON m.user_id = t.user_id
		WHERE t.token_hash = ${token_hash} AND t.revoked_at IS NULL AND m.left_at IS NULL AND (
			m.owner_user_id IS NULL
			OR EXISTS (SELECT 1 FROM members o WHERE o.user_id = m.owner_user_id AND o.left_at IS NULL)
		)`;
	if (!row) throw new ChatError("unauthorized", "authentication required");
	const { scopes_json, ...member } = row;
	return { member, scopes: JSON.parse(scopes_json) as Scope[] };
}

/** Bots that work only as long as this person is in the workspace. */
export function botsOf({ sql }: { sql: Sql }, owner_user_id: UserId): UserId[] {
	const rows = sql<{ user_id: UserId }>`
		SELECT user_id FROM members WHERE owner_user_id = ${owner_user_id} AND left_at IS NULL`;
	return rows.map(({ user_id }) => user_id);
}
