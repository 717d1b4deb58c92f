import type { ConversationId, UserId } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Read, Write } from "../transaction.ts";
import type { ConversationRow } from "./row.ts";

export const conversation_members = sqliteTable(
	"conversation_members",
	{
		conversation_id: text().$type<ConversationId>().notNull(),
		user_id: text().$type<UserId>().notNull(),
		joined_at: text().notNull(),
		hidden_at: text(),
		// 1 or NULL
		by_group: integer(),
	},
	(t) => [primaryKey({ columns: [t.conversation_id, t.user_id] })],
);
type Count = Pick<ConversationRow, "member_count">;

export const isIn = ({ sql }: Read, conversation_id: ConversationId, user_id: UserId): boolean =>
	sql`SELECT 1 FROM conversation_members WHERE conversation_id = ${conversation_id} AND user_id = ${user_id}`.length >
	0;

/*
 * Only these three insert and delete rows of conversation_members, so that the stored count is always right. The rows of a
 * deleted conversation stay.
 */

/** @returns the new member count */
export function insertMember(
	{ sql, now }: Write,
	conversation_id: ConversationId,
	user_id: UserId,
	by_group: 1 | null,
): number {
	sql`INSERT INTO conversation_members (conversation_id, user_id, joined_at, by_group)
		VALUES (${conversation_id}, ${user_id}, ${now}, ${by_group})`;
	const [row] = sql<Count>`
		UPDATE conversations SET member_count = member_count + 1 WHERE id = ${conversation_id} RETURNING member_count`;
	return row!.member_count;
}

/** All members of a new direct conversation; it is in the list of the caller alone until something is said. */
export function insertMembers({ sql, now, me }: Write, conversation_id: ConversationId, user_ids: UserId[]): void {
	sql`INSERT INTO conversation_members (conversation_id, user_id, joined_at, hidden_at)
		SELECT ${conversation_id}, value, ${now}, iif(value = ${me.user_id}, NULL, ${now})
		FROM json_each(${JSON.stringify(user_ids)})`;
	sql`UPDATE conversations SET member_count = ${user_ids.length} WHERE id = ${conversation_id}`;
}

/** @returns the new member count */
export function deleteMember({ sql }: Write, conversation_id: ConversationId, user_id: UserId): number {
	sql`DELETE FROM conversation_members WHERE conversation_id = ${conversation_id} AND user_id = ${user_id}`;
	const [row] = sql<Count>`
		UPDATE conversations SET member_count = member_count - 1 WHERE id = ${conversation_id} RETURNING member_count`;
	return row!.member_count;
}
