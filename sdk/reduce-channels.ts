import { can, seesUnjoined } from "./permissions.ts";
import type { Projection } from "./projection.ts";
import { conversationsIn, forgetConversation, omitConversation, patchChannel } from "./reduce-conversations.ts";
import { isNews } from "./reduce-counts.ts";
import type { Channel, DurableEvent, MyChannel } from "./types.ts";

type Mine = Pick<
	MyChannel,
	"is_member" | "last_read_seq" | "unread_count" | "mention_count" | "notification_preference"
>;

/** A channel's shared state with the caller's own. */
const withMine = (
	{ me }: Projection,
	channel: Channel,
	{ is_member, last_read_seq, unread_count, mention_count, notification_preference }: Mine,
): MyChannel => ({
	...channel,
	is_member,
	can_post: can("message.create", me, channel),
	last_read_seq,
	unread_count,
	mention_count,
	...(notification_preference && { notification_preference }),
});

/** Replaces the shared state of a known channel. An archived one is in no snapshot, so it is removed; windows on it stay. */
export function applyChannel(projection: Projection, channel: Channel): void {
	if (channel.archived_at !== undefined) return omitConversation(projection, channel.id);
	patchChannel(projection, channel.id, (known) => withMine(projection, channel, known));
}

/** A channel that is open again may be the caller's, and no event tells their own state in it. */
export function applyUpdated(projection: Projection, event: Extract<DurableEvent, { type: "channel.updated" }>): void {
	const { channel, reopened } = event.payload;
	const isOpen = channel.archived_at === undefined;
	if (reopened && isOpen && !projection.conversations.has(channel.id)) projection.unsure.add(channel.id);
	else applyChannel(projection, channel);
}

/** When the caller joins, this tells everything about the channel: they begin at its end. */
export function applyJoined(
	projection: Projection,
	event: Extract<DurableEvent, { type: "channel.member_joined" }>,
	isLocal: boolean,
): void {
	const { channel, user_id } = event.payload;
	if (user_id !== projection.me.user.id || channel.archived_at !== undefined) return applyChannel(projection, channel);
	const seen = projection.conversations.get(channel.id);
	// what is known of it may be from after that
	if (!isLocal && !isNews(projection, channel.id, event) && seen) return applyChannel(projection, channel);
	const notification_preference = seen?.is_member ? seen.notification_preference : undefined;
	const mine = { is_member: true, last_read_seq: event.seq!, unread_count: 0, mention_count: 0 };
	projection.unsure.delete(channel.id);
	if (!isLocal) projection.counted.set(channel.id, event.cursor);
	projection.conversations.set(channel.id, withMine(projection, channel, { ...mine, notification_preference }));
}

/** When the caller leaves, the channel is let go of, unless it is still looked at: then a window on it is loaded. */
export function applyLeft(projection: Projection, event: Extract<DurableEvent, { type: "channel.member_left" }>): void {
	const { channel_id, user_id, member_count } = event.payload;
	patchChannel(projection, channel_id, (channel) => ({ ...channel, member_count }));
	if (user_id !== projection.me.user.id || projection.unsure.has(channel_id)) return;
	const channel = projection.conversations.get(channel_id);
	// an archived one: whether the caller can still see it is unknown here
	if (!channel && conversationsIn(projection).has(channel_id)) return void projection.unsure.add(channel_id);
	if (!channel || !seesUnjoined(projection.me, channel)) return forgetConversation(projection, channel_id);
	omitConversation(projection, channel_id);
	if (projection.timelines.has(channel_id))
		projection.conversations.set(channel_id, { ...channel, is_member: false, mention_count: 0 });
}
