import type { Projection } from "./projection.ts";
import { omitConversation, unlistMentions } from "./reduce-conversations.ts";
import { bounded, isNews } from "./reduce-counts.ts";
import type { DirectConversation, DirectConversationId, DurableEvent, Message, User, UserId } from "./types.ts";

/** Comes into the caller's list. The events have kept one that is known current, except what does not count while it is hidden. */
export function applyOpened(
	projection: Projection,
	event: Extract<DurableEvent, { type: "dm.opened" }>,
	isLocal: boolean,
): void {
	const { direct_conversations, counted } = projection;
	const { conversation: opened } = event.payload;
	const known = direct_conversations.get(opened.id);
	const isNew = !isLocal && isNews(projection, opened.id, event);
	if (!known) {
		direct_conversations.set(opened.id, opened);
		if (!isLocal) counted.set(opened.id, event.cursor);
		return;
	}
	if (isNew) unlistMentions(projection, opened.id);
	const { hidden_at: _, ...rest } = known;
	const { last_read_seq, unread_count, mention_count } = isNew ? opened : rest;
	direct_conversations.set(opened.id, bounded({ ...rest, last_read_seq, unread_count, mention_count }));
}

/** Let go of, unless it is still looked at: then a window on it is loaded. */
export function applyClosed(projection: Projection, event: Extract<DurableEvent, { type: "dm.closed" }>): void {
	const { direct_conversation_id: id } = event.payload;
	const known = projection.direct_conversations.get(id);
	if (!projection.timelines.has(id)) return omitConversation(projection, id);
	if (!known) return;
	unlistMentions(projection, id);
	projection.direct_conversations.set(id, { ...known, hidden_at: event.created_at, mention_count: 0 });
}

/** A snapshot lists only the newest: of another that is written in, the client has to ask. */
export function noteSent({ direct_conversations, unsure }: Projection, id: DirectConversationId, sent: Message): void {
	const known = direct_conversations.get(id);
	if (!known) return void unsure.add(id);
	const { last_message_at = sent.created_at } = known;
	if (sent.channel_seq === known.last_seq || sent.created_at > last_message_at)
		direct_conversations.set(id, { ...known, last_message_at: sent.created_at });
}

/** Changes the direct conversations that somebody is in. */
function patchWith(
	projection: Projection,
	user_id: UserId,
	change: (known: DirectConversation) => Partial<DirectConversation>,
): void {
	const { direct_conversations, me } = projection;
	for (const [id, known] of direct_conversations) {
		if (!known.members.some((member) => member.id === user_id)) continue;
		const next = { ...known, ...change(known) };
		const isThere = (member: User) => member.id !== me.user.id && !next.former_member_ids.includes(member.id);
		direct_conversations.set(id, { ...next, can_send: next.members.some(isThere) });
	}
}

/** A member of the workspace: new in it, back in it, or with another profile. */
export const applyUser = (projection: Projection, user: User): void =>
	patchWith(projection, user.id, ({ members, former_member_ids }) => ({
		members: members.map((member) => (member.id === user.id ? user : member)),
		former_member_ids: former_member_ids.filter((id) => id !== user.id),
	}));

/** Somebody has left the workspace. */
export const applyFormer = (projection: Projection, user_id: UserId): void =>
	patchWith(projection, user_id, ({ members, former_member_ids }) => ({
		former_member_ids: members.map(({ id }) => id).filter((id) => id === user_id || former_member_ids.includes(id)),
	}));
