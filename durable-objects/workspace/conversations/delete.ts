import type { ConversationId, EventOf } from "@clickclack/protocol";
import type { Sql } from "../../sql.ts";
import { audit, privateIn } from "../audit-log.ts";
import type { ChannelRow } from "../channels/row.ts";
import { dropFromGroups } from "../groups/row.ts";
import type { Write } from "../transaction.ts";
import { dropTopics } from "../topics.ts";
import { removeUploadsOf } from "../uploads/remove.ts";
import { dropReports } from "../reports/row.ts";
import { headOf } from "./row.ts";

/** Hides the conversation at once. A job erases its content afterwards, because that may take long. */
export function dropConversation(tx: Write, channel: ChannelRow): EventOf<"channel.deleted"> {
	const { id: channel_id, name, kind } = channel;
	tx.sql`UPDATE conversations SET deleted_at = ${tx.now} WHERE id = ${channel_id}`;
	dropTopics(tx, channel_id);
	dropFromGroups(tx, channel_id);
	dropReports(tx, channel_id);
	tx.sql`DELETE FROM channels WHERE id = ${channel_id}`;
	tx.addJob({ kind: "eraseConversation", conversation_id: channel_id });
	if (hasUploads(tx, channel_id)) tx.addJob({ kind: "removeUploads" });
	if (isLarge(tx, channel_id)) tx.addJob({ kind: "renewIndex" });
	audit(tx, { action: "channel.deleted", target_id: channel_id, ...privateIn(channel), name, before: { name, kind } });
	return tx.emit({
		type: "channel.deleted",
		audience: "deleted",
		conversation_id: channel_id,
		ids: { channel_id },
		resource: {},
	});
}

const hasUploads = ({ sql }: Write, conversation_id: ConversationId): boolean =>
	sql`
		SELECT 1 FROM uploads WHERE conversation_num = (SELECT num FROM conversations WHERE id = ${conversation_id})
			AND message_num IS NOT NULL LIMIT 1`.length > 0;

/** Whether it has a tenth of all messages. For less, search merges its deleted entries away by itself over time. */
function isLarge(tx: Write, conversation_id: ConversationId): boolean {
	const most = headOf(tx, conversation_id) * 10;
	const [{ count }] = tx.sql`
		SELECT count(*) AS count FROM (SELECT 1 FROM messages LIMIT ${most + 1})` as [{ count: number }];
	return count > 0 && count <= most;
}

/** The rows of one slice, and the most that are deleted from one table at once. */
const slice = 200;

/**
 * Erases a part of a deleted conversation.
 * @returns false when nothing is left; the member rows stay, because members may have yet to get the event
 */
export function eraseSlice({ sql }: { sql: Sql }, conversation_id: ConversationId): boolean {
	for (let erased = 0; erased < slice;) {
		const count =
			removeUploadsOf(sql, conversation_id, slice) ||
			eraseMessages(sql, conversation_id) ||
			eraseOwn(sql, conversation_id);
		if (count === 0) return finish(sql, conversation_id);
		erased += count;
	}
	return true;
}

/** A private conversation without members has nobody who needs the event, so its row goes too. */
function finish(sql: Sql, conversation_id: ConversationId): false {
	sql`DELETE FROM conversations WHERE id = ${conversation_id} AND kind = 'private'
		AND NOT EXISTS (SELECT 1 FROM conversation_members WHERE conversation_id = ${conversation_id})`;
	return false;
}

/**
 * Deletes replies before their roots, and reactions, versions, votes and reports before their messages, so that no row becomes unreachable.
 * @returns how many rows
 */
function eraseMessages(sql: Sql, conversation_id: ConversationId): number {
	const roots = sql<{ num: number }>`
		SELECT num FROM messages WHERE timeline = (SELECT -num FROM conversations WHERE id = ${conversation_id})
		ORDER BY seq LIMIT ${slice}`;
	const replies = sql<{ num: number }>`
		SELECT num FROM messages WHERE timeline IN (SELECT value FROM json_each(${JSON.stringify(roots.map(({ num }) => num))}))
		LIMIT ${slice}`;
	const messages = replies.length > 0 ? replies : roots;
	const nums = JSON.stringify(messages.map(({ num }) => num));
	const reactions = sql`
		DELETE FROM reactions WHERE (message_num, emoji_key, user_id) IN (
			SELECT message_num, emoji_key, user_id FROM reactions
			WHERE message_num IN (SELECT value FROM json_each(${nums})) LIMIT ${slice}
		) RETURNING 1`;
	if (reactions.length === slice) return slice;
	const versions = sql`
		DELETE FROM message_versions WHERE (message_num, version) IN (
			SELECT message_num, version FROM message_versions
			WHERE message_num IN (SELECT value FROM json_each(${nums})) LIMIT ${slice}
		) RETURNING 1`;
	if (versions.length === slice) return slice;
	const votes = sql`
		DELETE FROM poll_votes WHERE (message_num, user_id) IN (
			SELECT message_num, user_id FROM poll_votes
			WHERE message_num IN (SELECT value FROM json_each(${nums})) LIMIT ${slice}
		) RETURNING 1`;
	if (votes.length === slice) return slice;
	const reasons = sql`
		DELETE FROM report_reasons WHERE (message_num, user_id) IN (
			SELECT message_num, user_id FROM report_reasons
			WHERE message_num IN (SELECT value FROM json_each(${nums})) LIMIT ${slice}
		) RETURNING 1`;
	if (reasons.length === slice) return slice;
	sql`DELETE FROM reports WHERE message_num IN (SELECT value FROM json_each(${nums}))`;
	sql`DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(${nums}))`;
	sql`DELETE FROM messages WHERE num IN (SELECT value FROM json_each(${nums}))`;
	return reactions.length + versions.length + votes.length + reasons.length + messages.length;
}

export const isErasing = (sql: Sql): boolean =>
	sql`SELECT 1 FROM jobs WHERE kind = 'eraseConversation' AND parked_at IS NULL`.length > 0;

/** Deletes what belongs to single people, everybody's mentions, read positions, settings, threads, saved messages, reminders, drafts and times in slow mode, and the few pins. */
function eraseOwn(sql: Sql, conversation_id: ConversationId): number {
	const mentions = sql`
		DELETE FROM mentions WHERE (user_id, conversation_id, seq) IN (
			SELECT one.user_id, one.conversation_id, one.seq FROM members m
			CROSS JOIN mentions one ON one.user_id = m.user_id AND one.conversation_id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const reads = sql`
		DELETE FROM reads WHERE (user_id, conversation_id) IN (
			SELECT r.user_id, r.conversation_id FROM members m
			CROSS JOIN reads r ON r.user_id = m.user_id AND r.conversation_id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const settings = sql`
		DELETE FROM notification_settings WHERE (user_id, conversation_id) IN (
			SELECT s.user_id, s.conversation_id FROM members m
			CROSS JOIN notification_settings s ON s.user_id = m.user_id AND s.conversation_id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const follows = sql`
		DELETE FROM thread_follows WHERE (user_id, conversation_num, root_num) IN (
			SELECT f.user_id, f.conversation_num, f.root_num FROM conversations c CROSS JOIN members m
			CROSS JOIN thread_follows f ON f.user_id = m.user_id AND f.conversation_num = c.num
			WHERE c.id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const saved = sql`
		DELETE FROM saved_messages WHERE (user_id, conversation_num, message_num) IN (
			SELECT s.user_id, s.conversation_num, s.message_num FROM conversations c CROSS JOIN members m
			CROSS JOIN saved_messages s ON s.user_id = m.user_id AND s.conversation_num = c.num
			WHERE c.id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const reminders = sql`
		DELETE FROM reminders WHERE (user_id, conversation_num, message_num) IN (
			SELECT r.user_id, r.conversation_num, r.message_num FROM conversations c CROSS JOIN members m
			CROSS JOIN reminders r ON r.user_id = m.user_id AND r.conversation_num = c.num
			WHERE c.id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const drafts = sql`
		DELETE FROM drafts WHERE (user_id, conversation_num, root_num) IN (
			SELECT d.user_id, d.conversation_num, d.root_num FROM conversations c CROSS JOIN members m
			CROSS JOIN drafts d ON d.user_id = m.user_id AND d.conversation_num = c.num
			WHERE c.id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const calls = sql`
		DELETE FROM thread_mentions WHERE (user_id, conversation_num, root_num, seq) IN (
			SELECT t.user_id, t.conversation_num, t.root_num, t.seq FROM conversations c CROSS JOIN members m
			CROSS JOIN thread_mentions t ON t.user_id = m.user_id AND t.conversation_num = c.num
			WHERE c.id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const pins = sql`
		DELETE FROM pins WHERE conversation_num = (SELECT num FROM conversations WHERE id = ${conversation_id}) RETURNING 1`;
	const paces = sql`
		DELETE FROM slow_mode WHERE (conversation_num, user_num) IN (
			SELECT s.conversation_num, s.user_num FROM conversations c
			CROSS JOIN slow_mode s ON s.conversation_num = c.num WHERE c.id = ${conversation_id} LIMIT ${slice}
		) RETURNING 1`;
	const all = [mentions, reads, settings, follows, saved, reminders, drafts, calls, paces, pins];
	return all.reduce((sum, { length }) => sum + length, 0);
}
