import { type ConversationId, type GroupMention, can, presentOf } from "@clickclack/protocol";
import type { Calls } from "./mentions.ts";
import { decisionsOf } from "./permissions.ts";
import type { Read } from "./transaction.ts";

/**
 * As a message's row has it: `channel`; for @here who was online; or, where groups are called, everybody who is, a colon,
 * and where @here is in the text too, `h` and who was online.
 */
type Stored = string | null;

export function toGroupMention(stored: string): GroupMention {
	if (stored === "channel") return { word: "channel" };
	const [present = "", here = "h"] = stored.split(":");
	return { word: here === "" ? "group" : "here", present };
}

/** Who was online, of a text with @here in it. */
function hereIn(stored: Stored): string | undefined {
	if (stored === null || stored === "channel") return undefined;
	const [all, here] = stored.split(":");
	return here === undefined ? all : here === "" ? undefined : here.slice(1);
}

/** The digits of both. */
const either = (one: string, other: string): string =>
	Array.from({ length: Math.max(one.length, other.length) }, (_, at) =>
		(Number.parseInt(one[at] ?? "0", 16) | Number.parseInt(other[at] ?? "0", 16)).toString(16),
	).join("");

/**
 * Whom a root by the caller calls together.
 * @param before as it was until an edit: who was online then is called, and stays so
 */
export function groupMentionOf(
	tx: Read,
	conversation_id: ConversationId,
	{ word, members }: Calls,
	before: Stored = null,
): Stored {
	const called = can("message.call_all", tx.me, decisionsOf(tx)) ? word : undefined;
	if (called === "channel") return "channel";
	const here = called && (hereIn(before) ?? presentIn(tx, conversation_id));
	if (members.length === 0) return here ?? null;
	const numbers = members.map(({ num }) => num);
	return `${either(presentOf(numbers), here ?? "")}:${here === undefined ? "" : `h${here}`}`;
}

function presentIn({ sql, online }: Read, conversation_id: ConversationId): string {
	const rows = sql<{ num: number }>`
		SELECT m.num FROM json_each(${JSON.stringify(online())}) CROSS JOIN members m ON m.user_id = value
		WHERE EXISTS (
			SELECT 1 FROM conversation_members cm WHERE cm.conversation_id = ${conversation_id} AND cm.user_id = m.user_id
		)`;
	return presentOf(rows.map(({ num }) => num));
}
