import {
	type MarkAllRead,
	type MarkedAllRead,
	type ReadPosition,
	type Receipt,
	type SetReadPositions,
	max_positions,
} from "@clickclack/protocol";
import { type Mine, mineIn } from "./conversations/mine.ts";
import { findVisible } from "./conversations/row.ts";
import { moveTo } from "./reads.ts";
import { markThreadsRead, setThreadPositions } from "./threads/reads.ts";
import type { Read, Write } from "./transaction.ts";

interface Unread extends ReadPosition {
	num: number;
	last_seq: number;
}

/** Where the caller counts something as unread: in what they are in, without archived channels and hidden direct conversations. */
export function unreadOnes(tx: Read): Unread[] {
	const rows = tx.sql<Pick<Unread, "scope_id" | "num">>`
		SELECT cm.conversation_id AS scope_id, v.conversation_num AS num FROM conversation_members cm INDEXED BY conversation_members_by_user
		JOIN visible_conversations v ON v.conversation_id = cm.conversation_id AND v.user_id = cm.user_id
		LEFT JOIN channels ch ON ch.id = cm.conversation_id
		WHERE cm.user_id = ${tx.me.user_id} AND cm.hidden_at IS NULL AND ch.archived_at IS NULL`;
	const ids = rows.map(({ scope_id }) => scope_id);
	return mineIn(tx, ids).flatMap(({ unread_count, last_read_seq, last_seq }, i) =>
		unread_count > 0 ? { ...rows[i]!, last_read_seq, last_seq } : [],
	);
}

/** One row and one event for each conversation and each followed thread in which something is unread, however much it is. */
export function markAllRead(tx: Write, { only }: MarkAllRead): MarkedAllRead {
	const isAllowed = ({ scope_id }: ReadPosition) => tx.lacks === undefined || !scope_id.startsWith("dm_");
	const unread = only === "threads" ? [] : unreadOnes(tx).filter(isAllowed);
	const now = unread.slice(0, max_positions);
	for (const { scope_id, last_seq, last_read_seq } of now)
		moveTo(tx, findVisible(tx, scope_id)!, last_seq, last_read_seq);
	const threads = markThreadsRead(tx);
	return {
		previous: now.map(({ scope_id, last_read_seq }) => ({ scope_id, last_read_seq })),
		previous_threads: threads.previous,
		has_more: unread.length > now.length || threads.has_more,
	};
}

/** Those conversations and threads that the caller sees; of others nothing is said. */
export function setReadPositions(tx: Write, { positions, threads = [] }: SetReadPositions): Receipt[] {
	setThreadPositions(tx, threads);
	return positions.flatMap(({ scope_id, last_read_seq }) => {
		if (tx.lacks !== undefined && scope_id.startsWith("dm_")) return [];
		const conversation = findVisible(tx, scope_id);
		if (!conversation) return [];
		const [mine] = mineIn(tx, [scope_id]) as [Mine];
		return moveTo(tx, conversation, Math.min(last_read_seq, mine.last_seq), mine.last_read_seq);
	});
}
