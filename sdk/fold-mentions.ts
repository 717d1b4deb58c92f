import { patchChannel } from "./fold-channels.ts";
import type { Projection } from "./projection.ts";
import type { Message } from "./types.ts";

/** Counts a root that mentions me while it is unread; forgets it when it no longer does. */
export function noteMention(projection: Projection, message: Message): void {
	const channel = projection.channels.get(message.channel_id);
	const mine = message.mentioned_user_ids.includes(projection.me.user.id) && message.deleted_at === undefined;
	const unread = channel?.is_member && message.channel_seq! > channel.last_read_seq;
	if (mine && unread && message.author_id !== projection.me.user.id) {
		const { id: message_id, channel_id } = message;
		projection.mentions.set(message_id, { message_id, channel_id, seq: message.channel_seq! });
	} else projection.mentions.delete(message.id);
	recount(projection, message.channel_id);
}

/** Moves my position forward, and with it what I have not read. */
export function applyRead(projection: Projection, channel_id: string, last_read_seq: number): void {
	const channel = projection.channels.get(channel_id);
	if (!channel || channel.last_read_seq >= last_read_seq) return;
	projection.channels.set(channel_id, { ...channel, last_read_seq });
	for (const mention of projection.mentions.values())
		if (mention.channel_id === channel_id && mention.seq <= last_read_seq)
			projection.mentions.delete(mention.message_id);
	recount(projection, channel_id);
}

function recount(projection: Projection, channel_id: string): void {
	const mentions = [...projection.mentions.values()].filter((mention) => mention.channel_id === channel_id);
	patchChannel(projection, channel_id, (channel) => ({ ...channel, mention_count: mentions.length }));
}

export function forgetMentions(projection: Projection, channel_id: string): void {
	for (const mention of projection.mentions.values())
		if (mention.channel_id === channel_id) projection.mentions.delete(mention.message_id);
}
