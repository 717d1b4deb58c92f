import { seesUnjoined } from "./permissions.ts";
import type { Projection } from "./projection.ts";
import { conversationsIn, forgetConversation, omitConversation, patchConversation } from "./reduce-conversations.ts";
import type { DurableEvent, MyChannel } from "./types.ts";

/** What is mine in a channel that I am not in. */
const outside = { is_member: false, last_read_seq: 0, unread_count: 0, mention_count: 0 };
type Mine = typeof outside;

/**
 * What everybody sees of a channel. One that is archived is in no snapshot, and so not here; windows on it stay.
 * @param mine of a channel that is not here: `told` when the events tell all that is mine in it
 */
export function applyChannel(
	projection: Projection,
	channel: Omit<MyChannel, keyof Mine>,
	mine: "told" | "unknown",
): void {
	if (channel.archived_at !== undefined) return omitConversation(projection, channel.id);
	const known = projection.conversations.get(channel.id);
	if (!known && mine === "unknown") return void projection.unsure.add(channel.id);
	const { is_member, last_read_seq, mention_count } = known ?? outside;
	projection.conversations.set(channel.id, { ...channel, is_member, last_read_seq, unread_count: 0, mention_count });
	patchConversation(projection, channel.id, (same) => same);
}

export function applyJoined(
	projection: Projection,
	event: Extract<DurableEvent, { type: "channel.member_joined" }>,
): void {
	const { channel, user_id } = event.payload;
	const isMe = user_id === projection.me.user.id;
	applyChannel(projection, channel, isMe ? "told" : "unknown");
	if (!isMe) return;
	projection.unsure.delete(channel.id);
	patchConversation(projection, channel.id, (joined) => ({
		...joined,
		is_member: true,
		// heard again after I read on: the position never moves back
		last_read_seq: Math.max(joined.last_read_seq, event.seq!),
	}));
}

export function applyLeft(projection: Projection, event: Extract<DurableEvent, { type: "channel.member_left" }>): void {
	const { channel_id, user_id, member_count } = event.payload;
	patchConversation(projection, channel_id, (channel) => ({ ...channel, member_count }));
	if (user_id !== projection.me.user.id || projection.unsure.has(channel_id)) return;
	const channel = projection.conversations.get(channel_id);
	// an archived one: whether I can still see it is not known here
	if (!channel && conversationsIn(projection).has(channel_id)) return void projection.unsure.add(channel_id);
	if (!channel || !seesUnjoined(projection.me, channel)) return forgetConversation(projection, channel_id);
	omitConversation(projection, channel_id);
	projection.conversations.set(channel_id, { ...channel, is_member: false, mention_count: 0 });
}
