import { seesUnjoined } from "./permissions.ts";
import type { Projection } from "./projection.ts";
import { conversationsIn, forgetConversation, omitConversation, patchConversation } from "./reduce-conversations.ts";
import type { DurableEvent, MyChannel } from "./types.ts";

/** The caller's state in a channel that they have not joined. */
const outside = { is_member: false, last_read_seq: 0, unread_count: 0, mention_count: 0 };
type Mine = typeof outside;

/**
 * Applies a channel's shared state. An archived channel is not in snapshots, so it is removed; windows on it stay.
 * @param mine for a channel that is not in the projection: `known` when the events tell the caller's state in it
 */
export function applyChannel(
	projection: Projection,
	channel: Omit<MyChannel, keyof Mine>,
	mine: "known" | "unknown",
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
	applyChannel(projection, channel, isMe ? "known" : "unknown");
	if (!isMe) return;
	projection.unsure.delete(channel.id);
	patchConversation(projection, channel.id, (joined) => ({
		...joined,
		is_member: true,
		// a repeat after the position has moved on: the position never moves back
		last_read_seq: Math.max(joined.last_read_seq, event.seq!),
	}));
}

export function applyLeft(projection: Projection, event: Extract<DurableEvent, { type: "channel.member_left" }>): void {
	const { channel_id, user_id, member_count } = event.payload;
	patchConversation(projection, channel_id, (channel) => ({ ...channel, member_count }));
	if (user_id !== projection.me.user.id || projection.unsure.has(channel_id)) return;
	const channel = projection.conversations.get(channel_id);
	// an archived one: whether the caller can still see it is unknown here
	if (!channel && conversationsIn(projection).has(channel_id)) return void projection.unsure.add(channel_id);
	if (!channel || !seesUnjoined(projection.me, channel)) return forgetConversation(projection, channel_id);
	omitConversation(projection, channel_id);
	projection.conversations.set(channel_id, { ...channel, is_member: false, mention_count: 0 });
}
