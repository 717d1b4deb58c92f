import { type ConversationId, type GroupMention, can, presentOf } from "@clickclack/protocol";
import { decisionsOf } from "./permissions.ts";
import type { Read } from "./transaction.ts";

/** As a message's row has it. */
type Stored = string | null;

export const toGroupMention = (stored: string): GroupMention =>
	stored === "channel" ? { word: "channel" } : { word: "here", present: stored };

/**
 * Whom a root by the caller calls together.
 * @param before as it was until an edit: who was online then is called, and stays so
 */
export function groupMentionOf(
	tx: Read,
	conversation_id: ConversationId,
	word: GroupMention["word"] | undefined,
	before: Stored = null,
): Stored {
	if (word === undefined || !can("message.call_all", tx.me, decisionsOf(tx))) return null;
	if (word === "channel") return "channel";
	return before === null || before === "channel" ? presentIn(tx, conversation_id) : before;
}

function presentIn({ sql, online }: Read, conversation_id: ConversationId): string {
	const rows = sql<{ num: number }>`
		SELECT m.num FROM json_each(${JSON.stringify(online())}) CROSS JOIN members m ON m.user_id = value
		WHERE EXISTS (
			SELECT 1 FROM conversation_members cm WHERE cm.conversation_id = ${conversation_id} AND cm.user_id = m.user_id
		)`;
	return presentOf(rows.map(({ num }) => num));
}
