import { forgetMentions } from "./fold-mentions.ts";
import { type Projection, channelsIn } from "./projection.ts";
import type { DurableEvent, MyChannel } from "./types.ts";

/** Changes a channel that is known here, and derives its unread count anew. */
export function patchChannel(projection: Projection, id: string, change: (channel: MyChannel) => MyChannel): void {
	const channel = projection.channels.get(id);
	if (!channel) return;
	const next = change(channel);
	const unread_count = Math.max(0, next.last_seq - next.last_read_seq);
	projection.channels.set(id, { ...next, unread_count });
}

/**
 * What everybody sees of a channel. One that is archived is in no snapshot, and so not here; windows on it stay.
 * @param mine of a channel that is not here: `told` when the events tell all that is mine in it
 */
export function applyChannel(
	projection: Projection,
	channel: Omit<MyChannel, keyof typeof outside>,
	mine: "told" | "unknown",
): void {
	if (channel.archived_at !== undefined) return leaveOut(projection, channel.id);
	const known = projection.channels.get(channel.id);
	if (!known && mine === "unknown") return void projection.unsure.add(channel.id);
	setShared(projection, channel, known ?? outside);
}

function setShared(
	projection: Projection,
	channel: Omit<MyChannel, keyof typeof outside>,
	{ is_member, last_read_seq, mention_count }: typeof outside,
): void {
	projection.channels.set(channel.id, { ...channel, is_member, last_read_seq, unread_count: 0, mention_count });
	patchChannel(projection, channel.id, (same) => same);
}

/** What is mine in a channel that I am not in. */
const outside = { is_member: false, last_read_seq: 0, unread_count: 0, mention_count: 0 };

export function applyJoined(
	projection: Projection,
	event: Extract<DurableEvent, { type: "channel.member_joined" }>,
): void {
	const { channel, user_id } = event.payload;
	const isMe = user_id === projection.me.user.id;
	applyChannel(projection, channel, isMe ? "told" : "unknown");
	if (!isMe) return;
	projection.unsure.delete(channel.id);
	patchChannel(projection, channel.id, (joined) => ({ ...joined, is_member: true, last_read_seq: event.seq! }));
}

export function applyLeft(projection: Projection, event: Extract<DurableEvent, { type: "channel.member_left" }>): void {
	const { channel_id, user_id, member_count } = event.payload;
	patchChannel(projection, channel_id, (channel) => ({ ...channel, member_count }));
	if (user_id !== projection.me.user.id || projection.unsure.has(channel_id)) return;
	const channel = projection.channels.get(channel_id);
	// one that is archived: whether it can still be seen is not known here
	if (!channel && channelsIn(projection).has(channel_id)) return void projection.unsure.add(channel_id);
	forgetMentions(projection, channel_id);
	if (channel?.kind === "public" && projection.me.role !== "guest")
		projection.channels.set(channel_id, { ...channel, is_member: false, mention_count: 0 });
	else forgetChannel(projection, channel_id);
}

/** All but the windows. */
export function leaveOut(projection: Projection, channel_id: string): void {
	projection.channels.delete(channel_id);
	projection.unsure.delete(channel_id);
	forgetMentions(projection, channel_id);
}

/** Nothing of a channel that one may no longer see is kept, its threads included. */
export function forgetChannel(projection: Projection, channel_id: string): void {
	leaveOut(projection, channel_id);
	const roots = new Set<string>(projection.timelines.get(channel_id)?.messages.map((message) => message.id));
	for (const [id, timeline] of projection.timelines)
		if (id === channel_id || roots.has(id) || timeline.messages[0]?.channel_id === channel_id)
			projection.timelines.delete(id);
}
