import { type Conversation, type ConversationId, conversationOf } from "./conversations.ts";
import type { Mention, Projection } from "./projection.ts";
import { mentionsIn, patchConversation } from "./reduce-conversations.ts";
import type { Message } from "./types.ts";

/** As many as a snapshot lists. */
const most_listed = 200;

/**
 * Lists and counts a root that mentions the caller while it is unread; removes it when it no longer does.
 * @param isNew it cannot have been counted before
 */
export function noteMention(projection: Projection, message: Message, isNew: boolean): void {
	const { me, mentions, unsure } = projection;
	const { id: message_id, channel_seq: seq = 0, author_id, mentioned_user_ids, deleted_at } = message;
	const id = conversationOf(message);
	const conversation = projection.conversations.get(id);
	if (!conversation?.is_member || seq <= conversation.last_read_seq || author_id === me.user.id) return;
	const isListed = mentions.has(message_id);
	if (!isNew && !isListed && mayBeUnlisted(projection, conversation, seq)) return void unsure.add(id);
	const isMine = mentioned_user_ids.includes(me.user.id) && deleted_at === undefined;
	if (isMine === isListed) return;
	if (isMine) list(projection, { message_id, conversation_id: id, seq });
	else mentions.delete(message_id);
	const mention_count = conversation.mention_count + (isMine ? 1 : -1);
	patchConversation(projection, id, (same) => ({ ...same, mention_count }));
}

/** Moves the caller's position forward, and removes mentions up to it. */
export function applyRead(projection: Projection, id: ConversationId, last_read_seq: number): void {
	const conversation = projection.conversations.get(id);
	if (!conversation || conversation.last_read_seq >= last_read_seq) return;
	const listed = mentionsIn(projection, id);
	const read = listed.filter(({ seq }) => seq <= last_read_seq);
	for (const { message_id } of read) projection.mentions.delete(message_id);
	const isAllRead = last_read_seq >= conversation.last_seq;
	if (!isAllRead && conversation.mention_count > listed.length) projection.unsure.add(id);
	const mention_count = isAllRead ? 0 : conversation.mention_count - read.length;
	patchConversation(projection, id, (same) => ({ ...same, last_read_seq, mention_count }));
}

/** Mentions that are counted but not listed are older than the listed ones. */
function mayBeUnlisted(projection: Projection, { id, mention_count }: Conversation, seq: number): boolean {
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
