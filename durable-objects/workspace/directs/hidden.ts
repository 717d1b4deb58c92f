import type { DirectConversation, EventOf, UserId } from "@clickclack/protocol";
import { visibleConversation } from "../conversations/row.ts";
import type { Write } from "../transaction.ts";
import { countsIn, directAt, getDirect } from "./row.ts";

type DirectId = DirectConversation["id"];
type One = { direct_conversation_id: DirectId };
export type Opened = { conversation: DirectConversation; event?: EventOf<"dm.opened"> };

/** Hides it from the caller alone, until somebody writes in it. */
export function closeDirect(tx: Write, { direct_conversation_id }: One): void {
	visibleConversation(tx, direct_conversation_id);
	const { user_id } = tx.me;
	const closed = tx.sql`
		UPDATE conversation_members SET hidden_at = ${tx.now}
		WHERE conversation_id = ${direct_conversation_id} AND user_id = ${user_id} AND hidden_at IS NULL RETURNING 1`;
	if (closed.length === 0) return;
	tx.emit({
		type: "dm.closed",
		audience: "nobody",
		also: user_id,
		conversation_id: direct_conversation_id,
		ids: { direct_conversation_id, user_id },
		resource: {},
	});
}

export function openDirect(tx: Write, { direct_conversation_id }: One): Opened {
	visibleConversation(tx, direct_conversation_id);
	const { user_id } = tx.me;
	const shown = tx.sql`
		UPDATE conversation_members SET hidden_at = NULL
		WHERE conversation_id = ${direct_conversation_id} AND user_id = ${user_id} AND hidden_at IS NOT NULL RETURNING 1`;
	const event = shown.length > 0 ? announceOpened(tx, direct_conversation_id, user_id) : undefined;
	return { conversation: getDirect(tx, { direct_conversation_id }), ...(event && { event }) };
}

/** A new message brings it back into everybody's list. Writes nothing where it is in all of them. */
export function showToAll(tx: Write, id: DirectId): void {
	const shown = tx.sql<{ user_id: UserId }>`
		UPDATE conversation_members SET hidden_at = NULL
		WHERE conversation_id = ${id} AND hidden_at IS NOT NULL RETURNING user_id`;
	for (const { user_id } of shown) announceOpened(tx, id, user_id);
}

export function announceOpened(tx: Write, direct_conversation_id: DirectId, user_id: UserId): EventOf<"dm.opened"> {
	const counts = countsIn(tx, direct_conversation_id, user_id);
	const { last_seq: seq, ...then } = counts;
	return tx.emit({
		type: "dm.opened",
		audience: "nobody",
		also: user_id,
		conversation_id: direct_conversation_id,
		seq,
		ids: { direct_conversation_id, user_id, ...then },
		resource: { conversation: directAt(tx, direct_conversation_id, user_id, counts) },
	});
}
