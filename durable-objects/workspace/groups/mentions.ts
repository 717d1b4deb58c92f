import { type ConversationId, type GroupId, type UserId, max_groups_called } from "@clickclack/protocol";
import type { Read } from "../transaction.ts";
import type { GroupRow } from "./row.ts";

/** Those of these handles, as far as the caller sees them. Somebody of the same handle comes first. */
export const groupsCalled = ({ sql, me }: Read, handles: string[]): Pick<GroupRow, "id" | "handle">[] => sql`
	SELECT g.id, g.handle FROM people_groups g
	WHERE g.handle IN (SELECT value FROM json_each(${JSON.stringify(handles)})) AND g.deleted_at IS NULL
		AND (${me.role} <> 'guest' OR EXISTS (
			SELECT 1 FROM group_members gm WHERE gm.group_id = g.id AND gm.user_id = ${me.user_id}
		))
		AND NOT EXISTS (SELECT 1 FROM members m WHERE m.handle = g.handle AND m.left_at IS NULL)
	ORDER BY g.num LIMIT ${max_groups_called}`;

export interface GroupMemberIn {
	user_id: UserId;
	num: number;
}

/** Who is in one of these groups and in the conversation. */
export function membersIn({ sql }: Read, conversation_id: ConversationId, group_ids: GroupId[]): GroupMemberIn[] {
	if (group_ids.length === 0) return [];
	return sql`
		SELECT DISTINCT m.user_id, m.num FROM json_each(${JSON.stringify(group_ids)}) g
		CROSS JOIN group_members gm ON gm.group_id = g.value
		CROSS JOIN conversation_members cm ON cm.conversation_id = ${conversation_id} AND cm.user_id = gm.user_id
		CROSS JOIN members m ON m.user_id = gm.user_id`;
}

/** The numbers of who is in the group of a handle now; none where the caller does not see it. */
export function numsInGroup(tx: Read, handle: string): number[] {
	const ids = groupsCalled(tx, [handle]).map(({ id }) => id);
	const rows = tx.sql<{ num: number }>`
		SELECT m.num FROM json_each(${JSON.stringify(ids)}) g CROSS JOIN group_members gm ON gm.group_id = g.value
		CROSS JOIN members m ON m.user_id = gm.user_id`;
	return rows.map(({ num }) => num);
}
