import {
	ChatError,
	type ConversationId,
	type MessageId,
	type MyThread,
	type ThreadPosition,
	max_positions,
} from "@clickclack/protocol";
import { countOf } from "../../ids.ts";
import { messageId } from "../messages/row.ts";
import type { Read, Write } from "../transaction.ts";
import { rootOf } from "./follows.ts";
import { unreadThreads } from "./inbox.ts";
import { myThread } from "./mine.ts";
import { toOne } from "./tell.ts";

interface Root {
	num: number;
	root_id: MessageId;
	conversation_id: ConversationId;
}

interface To {
	message_id: MessageId;
	seq: number;
}

/** Never moves back or past the end. For who does not follow there is no position. */
export function markThreadRead(tx: Write, { message_id, seq }: To): MyThread {
	const root = rootOf(tx, message_id);
	const mine = myThread(tx, root.num);
	const last_read_seq = Math.max(mine.last_read_seq, Math.min(seq, mine.last_reply_seq));
	if (!mine.is_following || last_read_seq === mine.last_read_seq) return mine;
	moveTo(tx, root, last_read_seq);
	return myThread(tx, root.num);
}

/** From this reply on, wherever the position is. One's own replies and deleted ones count as little as before. */
export function markThreadUnread(tx: Write, { message_id, seq }: To): MyThread {
	const root = rootOf(tx, message_id);
	const mine = myThread(tx, root.num);
	if (!mine.is_following) return mine;
	if (seq > mine.last_reply_seq)
		throw new ChatError("invalid_request", `seq: the newest reply here is ${mine.last_reply_seq}`);
	if (seq - 1 === mine.last_read_seq) return mine;
	moveTo(tx, root, seq - 1);
	return myThread(tx, root.num);
}

/** A bot's token may be without it. */
const mayRead = ({ scopes }: Read): boolean => scopes?.includes("threads:read") ?? true;

/** One row and one event for each thread in which something is unread, however much it is. */
export function markThreadsRead(tx: Write): { previous: ThreadPosition[]; has_more: boolean } {
	const unread = mayRead(tx) ? unreadThreads(tx) : [];
	const roots = followedRoots(
		tx,
		unread.slice(0, max_positions).map(({ root_num }) => root_num),
	);
	for (const root of roots) moveTo(tx, root, root.last_reply_seq);
	const previous = roots.map(({ root_id, last_read_seq }) => ({ root_message_id: root_id, last_read_seq }));
	return { previous, has_more: unread.length > max_positions };
}

/** Those threads that the caller follows where they see them; of others nothing is said. */
export function setThreadPositions(tx: Write, positions: ThreadPosition[]): void {
	if (!mayRead(tx)) return;
	const wanted = new Map(positions.map((one) => [one.root_message_id, one.last_read_seq]));
	for (const root of followedRoots(tx, [...wanted.keys()].map(countOf))) {
		const seq = Math.min(wanted.get(root.root_id) ?? root.last_read_seq, root.last_reply_seq);
		if (seq !== root.last_read_seq) moveTo(tx, root, seq);
	}
}

interface FollowedRoot extends Root {
	last_read_seq: number;
	last_reply_seq: number;
}

function followedRoots({ sql, me, lacks, tag }: Read, nums: number[]): FollowedRoot[] {
	const rows = sql<Omit<FollowedRoot, "root_id"> & { created_ms: number }>`
		SELECT r.num, r.created_ms, c.id AS conversation_id, f.last_read_seq,
			(SELECT coalesce(max(seq), 0) FROM messages WHERE timeline = r.num) AS last_reply_seq
		FROM json_each(${JSON.stringify(nums)}) CROSS JOIN messages r ON r.num = value
		CROSS JOIN conversations c ON c.num = r.conversation_num
		CROSS JOIN thread_follows f ON f.user_id = ${me.user_id} AND f.conversation_num = c.num AND f.root_num = r.num
		CROSS JOIN conversation_members cm ON cm.conversation_id = c.id AND cm.user_id = f.user_id
		CROSS JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = f.user_id
		WHERE f.is_following = 1 AND (c.kind <> 'direct' OR ${lacks ?? null} IS NULL)`;
	return rows.map(({ created_ms, ...root }) => ({ ...root, root_id: messageId(tag, created_ms, root.num) }));
}

/** Tells the caller's own devices too. What is unread is counted from there, mentions as well. */
function moveTo(tx: Write, root: Root, last_read_seq: number): void {
	const { user_id } = tx.me;
	tx.sql`UPDATE thread_follows SET last_read_seq = ${last_read_seq} WHERE user_id = ${user_id} AND root_num = ${root.num}
		AND conversation_num = (SELECT num FROM conversations WHERE id = ${root.conversation_id})`;
	const event = toOne(root, user_id);
	tx.emit({ type: "thread.read", ...event, ids: { ...event.ids, last_read_seq } });
}
