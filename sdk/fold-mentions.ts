import { patchChannel } from "./fold-channels.ts";
import type { Projection } from "./projection.ts";
import type { Message, MyChannel, UnreadMention } from "./types.ts";

/** As many as a snapshot lists. */
const most_listed = 200;

/**
 * Counts a root that mentions me while it is unread; forgets it when it no longer does.
 * @param isNew nobody can have counted it before
 */
export function noteMention(projection: Projection, message: Message, isNew: boolean): void {
	const { me, mentions, unsure } = projection;
	const { id: message_id, channel_seq: seq = 0, author_id, mentioned_user_ids, deleted_at } = message;
	const channel_id = message.channel_id!;
	const channel = projection.channels.get(channel_id);
	if (!channel?.is_member || seq <= channel.last_read_seq || author_id === me.user.id) return;
	const isListed = mentions.has(message_id);
	if (!isNew && !isListed && mayBeUnlisted(projection, channel, seq)) return void unsure.add(channel_id);
	const isMine = mentioned_user_ids.includes(me.user.id) && deleted_at === undefined;
	if (isMine === isListed) return;
	if (isMine) list(projection, { message_id, channel_id, seq });
	else mentions.delete(message_id);
	const mention_count = channel.mention_count + (isMine ? 1 : -1);
	patchChannel(projection, channel_id, (same) => ({ ...same, mention_count }));
}

/** Moves my position forward, and with it what I have not read. */
export function applyRead(projection: Projection, channel_id: string, last_read_seq: number): void {
	const channel = projection.channels.get(channel_id);
	if (!channel || channel.last_read_seq >= last_read_seq) return;
	const listed = listedIn(projection, channel_id);
	const read = listed.filter(({ seq }) => seq <= last_read_seq);
	for (const { message_id } of read) projection.mentions.delete(message_id);
	const isAllRead = last_read_seq >= channel.last_seq;
	if (!isAllRead && channel.mention_count > listed.length) projection.unsure.add(channel_id);
	const mention_count = isAllRead ? 0 : channel.mention_count - read.length;
	patchChannel(projection, channel_id, (same) => ({ ...same, last_read_seq, mention_count }));
}

/** Those that are counted and not listed are older than those that are. */
function mayBeUnlisted(projection: Projection, { id, mention_count }: MyChannel, seq: number): boolean {
	const listed = listedIn(projection, id);
	return mention_count > listed.length && listed.every((mention) => mention.seq > seq);
}

/** The newest stay: ids sort by time. */
function list({ mentions }: Projection, mention: UnreadMention): void {
	mentions.set(mention.message_id, mention);
	if (mentions.size <= most_listed) return;
	const [oldest] = [...mentions.keys()].toSorted();
	mentions.delete(oldest!);
}

const listedIn = ({ mentions }: Projection, channel_id: string): UnreadMention[] =>
	[...mentions.values()].filter((mention) => mention.channel_id === channel_id);

export function forgetMentions(projection: Projection, channel_id: string): void {
	for (const { message_id } of listedIn(projection, channel_id)) projection.mentions.delete(message_id);
}
