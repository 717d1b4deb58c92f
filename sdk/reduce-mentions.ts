import { type ConversationId, conversationOf } from "./conversations.ts";
import { mentions } from "./group-mentions.ts";
import type { Mention, Projection } from "./projection.ts";
import { findConversation, isMine, mentionsIn, unlistMentions } from "./reduce-conversations.ts";
import { isNews, patchCounts } from "./reduce-counts.ts";
import type { DurableEvent, Message } from "./types.ts";

/** As many as a snapshot lists. */
const most_listed = 200;

/**
 * Lists and counts a root that mentions the caller while it is unread; removes it when it no longer does.
 * @param isNew it cannot have been counted before
 */
export function noteMention(projection: Projection, message: Message, isNew: boolean): void {
	const { me, mentions: listed, unsure } = projection;
	const { id: message_id, channel_seq: seq = 0, author_id, deleted_at } = message;
	const id = conversationOf(message);
	const conversation = findConversation(projection, id);
	if (!conversation || !isMine(conversation) || seq <= conversation.last_read_seq || author_id === me.user.id) return;
	const isListed = listed.has(message_id);
	if (!isNew && !isListed && mayBeUnlisted(projection, conversation, seq)) return void unsure.add(id);
	// of a reply that was also sent to its conversation the thread counts them
	const isCounted = deleted_at === undefined && message.also_sent_as === undefined;
	const isForMe = isCounted && mentions(message, me.user);
	if (isForMe === isListed) return;
	if (isForMe) list(projection, { message_id, conversation_id: id, seq });
	else listed.delete(message_id);
	const mention_count = conversation.mention_count + (isForMe ? 1 : -1);
	patchCounts(projection, id, () => ({ mention_count }));
}

/**
 * Moves the caller's position, forward or back. Mentions after it are only counted then: a replay has messages as they are
 * now, so that those that are listed need not be those that were counted at this event.
 */
export function applyRead(
	projection: Projection,
	event: Extract<DurableEvent, { type: "channel.read" | "dm.read" }>,
): void {
	const id = conversationOf(event.payload);
	const { last_read_seq, unread_count, mention_count } = event.payload;
	const conversation = findConversation(projection, id);
	if (!isNews(projection, id, event) || !conversation) return;
	// what an earlier server has written does not tell what is counted
	if (unread_count === undefined || mention_count === undefined) return void projection.unsure.add(id);
	unlistMentions(projection, id);
	patchCounts(projection, id, () => ({ last_read_seq, unread_count, mention_count }));
}

/** Mentions that are counted but not listed are older than the listed ones. */
function mayBeUnlisted(
	projection: Projection,
	{ id, mention_count }: { id: ConversationId; mention_count: number },
	seq: number,
): boolean {
	const listed = mentionsIn(projection, id);
	return mention_count > listed.length && listed.every((mention) => mention.seq > seq);
}

/** Keeps the newest: ids sort by time. */
function list({ mentions }: Projection, mention: Mention): void {
	mentions.set(mention.message_id, mention);
	if (mentions.size <= most_listed) return;
	const [oldest] = [...mentions.keys()].toSorted();
	mentions.delete(oldest!);
}
