import type { ChannelId, EventOf, MessageId } from "@clickclack/protocol";
import type { Sql } from "../sql.ts";
import { permit } from "./access.ts";
import { headOf, visibleChannel } from "./channels.ts";
import type { Write } from "./transaction.ts";

export function deleteChannel(
	tx: Write,
	{ channel_id }: { channel_id: ChannelId },
): { event: EventOf<"channel.deleted"> } {
	permit(tx, "delete this channel", visibleChannel(tx, channel_id));
	return { event: dropChannel(tx, channel_id) };
}

/** From now on nobody sees it. What was said in it is erased afterwards: that may take long, and nobody has to wait. */
export function dropChannel(tx: Write, channel_id: ChannelId): EventOf<"channel.deleted"> {
	tx.sql`UPDATE channels SET deleted_at = ${tx.now}, name = '', display_title = NULL, topic = NULL WHERE id = ${channel_id}`;
	tx.addJob({ kind: "eraseChannel", channel_id });
	if (isLarge(tx, channel_id)) tx.addJob({ kind: "renewIndex" });
	return tx.emit({
		type: "channel.deleted",
		audience: { deleted_channel_id: channel_id },
		channel_id,
		ids: { channel_id },
		resource: {},
	});
}

/** A tenth of all that was ever said: of less search keeps what it has marked as deleted until it comes to it. */
function isLarge(tx: Write, channel_id: ChannelId): boolean {
	const [{ newest }] = tx.sql`SELECT coalesce(max(num), 0) AS newest FROM messages` as [{ newest: number }];
	return newest > 0 && headOf(tx, channel_id) * 10 >= newest;
}

/** So many rows make a slice, and of each table at most so many go at once. */
const slice = 200;

type Db = { sql: Sql };

/**
 * Erases a part of what a deleted channel has left.
 * @returns false when nothing is left of it; those who were in it stay noted, for they may have yet to hear that it is gone
 */
export function eraseSlice({ sql }: Db, channel_id: ChannelId): boolean {
	for (let erased = 0; erased < slice;) {
		const count = eraseMessages(sql, channel_id) || eraseOwn(sql, channel_id);
		if (count === 0) return finish(sql, channel_id);
		erased += count;
	}
	return true;
}

/** Of a private channel that nobody was in nobody has to hear. */
function finish(sql: Sql, channel_id: ChannelId): false {
	sql`DELETE FROM channels WHERE id = ${channel_id} AND kind = 'private'
		AND NOT EXISTS (SELECT 1 FROM channel_members WHERE channel_id = ${channel_id})`;
	return false;
}

/**
 * Replies before their roots, and reactions before what they are on, so that nothing is left that cannot be found.
 * @returns how many rows
 */
function eraseMessages(sql: Sql, channel_id: ChannelId): number {
	const roots = sql<{ num: number; id: MessageId }>`
		SELECT num, id FROM messages WHERE timeline_id = ${channel_id} ORDER BY seq LIMIT ${slice}`;
	const replies = sql<{ num: number }>`
		SELECT num FROM messages WHERE timeline_id IN (SELECT value FROM json_each(${JSON.stringify(roots.map(({ id }) => id))}))
		LIMIT ${slice}`;
	const messages = replies.length > 0 ? replies : roots;
	const nums = JSON.stringify(messages.map(({ num }) => num));
	const reactions = sql`
		DELETE FROM reactions WHERE (message_num, emoji, user_id) IN (
			SELECT message_num, emoji, user_id FROM reactions
			WHERE message_num IN (SELECT value FROM json_each(${nums})) LIMIT ${slice}
		) RETURNING 1`;
	if (reactions.length === slice) return slice;
	sql`DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(${nums}))`;
	sql`DELETE FROM messages WHERE num IN (SELECT value FROM json_each(${nums}))`;
	return reactions.length + messages.length;
}

export const isErasing = (sql: Sql): boolean =>
	sql`SELECT 1 FROM jobs WHERE kind = 'eraseChannel' AND parked_at IS NULL`.length > 0;

/** What was each one's own in it. */
function eraseOwn(sql: Sql, channel_id: ChannelId): number {
	const mentions = sql`
		DELETE FROM mentions WHERE (user_id, channel_id, seq) IN (
			SELECT m.user_id, m.channel_id, m.seq FROM channel_members cm
			CROSS JOIN mentions m ON m.user_id = cm.user_id AND m.channel_id = cm.channel_id
			WHERE cm.channel_id = ${channel_id} LIMIT ${slice}
		) RETURNING 1`;
	const reads = sql`
		DELETE FROM reads WHERE (user_id, channel_id) IN (
			SELECT r.user_id, r.channel_id FROM channel_members cm
			CROSS JOIN reads r ON r.user_id = cm.user_id AND r.channel_id = cm.channel_id
			WHERE cm.channel_id = ${channel_id} LIMIT ${slice}
		) RETURNING 1`;
	return mentions.length + reads.length;
}
