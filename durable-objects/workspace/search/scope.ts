import { type ConversationId, seesUnjoined } from "@clickclack/protocol";
import type { Read } from "../transaction.ts";
import type { Searching } from "./search.ts";

/** How the index names a conversation. */
export const placeOf = (conversation_id: ConversationId): string => conversation_id.slice(-8);

/** In the query language of the index: what has one of these terms about it. */
export const anyOf = (terms: readonly string[]): string => `place : (${terms.map((term) => `"${term}"`).join(" OR ")})`;

/** Every message has one of these. */
const everywhere = ["public", "private"];
/**
 * With more conversations than this, the index searches all, and hidden ones are filtered out afterwards: that takes
 * seconds where a word is frequent in those. Naming takes some 40 µs each. As many as one person may create.
 */
export const max_places = 500;

/** Narrows the search to the caller's conversations, as far as the index knows them. Empty ones would only take up room. */
export function scopeFor({ sql, me }: Read, { conversation_id, scope }: Searching): string[] {
	if (conversation_id !== undefined) return [placeOf(conversation_id)];
	const seesPublic = seesUnjoined(me, { kind: "public" });
	const mine = sql<{ id: ConversationId }>`
		SELECT c.id FROM conversation_members cm JOIN conversations c ON c.id = cm.conversation_id
		JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = cm.user_id
		WHERE cm.user_id = ${me.user_id} AND cm.conversation_id >= 'chn_' AND cm.conversation_id < ${scope === "all" ? "e" : "d"}
			AND (c.kind <> 'public' OR NOT ${seesPublic ? 1 : 0})
			AND (c.kind <> 'direct' OR EXISTS (SELECT 1 FROM messages WHERE timeline = -c.num))
		LIMIT ${max_places + 1}`;
	if (mine.length > max_places) return everywhere;
	const names = mine.map(({ id }) => placeOf(id));
	// a guest may be in no channel, and no entry has the place "nowhere"
	return seesPublic ? ["public", ...names] : [...names, "nowhere"];
}
