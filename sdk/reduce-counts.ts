import { type ConversationId, isDirect } from "./conversations.ts";
import { isCounted, most_counted } from "./counting.ts";
import type { Projection } from "./projection.ts";
import type { DirectConversation } from "./types.ts";

/** What channels and direct conversations count alike. */
export type Counts = Pick<DirectConversation, "last_seq" | "last_read_seq" | "unread_count" | "mention_count">;

/** Where a reader is very far behind, the count stands still. */
export const bounded = <T extends Counts>(conversation: T): T =>
	isCounted(conversation) ? conversation : { ...conversation, unread_count: most_counted };

/** Changes what is counted in a conversation of the projection. */
export function patchCounts(
	{ conversations, direct_conversations }: Projection,
	id: ConversationId,
	change: (counts: Counts) => Partial<Counts>,
): void {
	const patch = <Id, T extends Counts>(map: Map<Id, T>, key: Id) => {
		const before = map.get(key);
		if (before) map.set(key, bounded({ ...before, ...change(before) }));
	};
	if (isDirect(id)) patch(direct_conversations, id);
	else patch(conversations, id);
}

/**
 * Whether the counts of a conversation do not have an event in them yet; they do from now on. A conversation that was just
 * fetched may be ahead of the events.
 */
export function isNews({ counted }: Projection, id: ConversationId, { cursor }: { cursor: string }): boolean {
	if (cursor <= (counted.get(id) ?? "")) return false;
	counted.set(id, cursor);
	return true;
}
