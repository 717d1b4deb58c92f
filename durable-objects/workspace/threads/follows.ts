import { ChatError, type MessageId, type MyThread, type UserId } from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isIn } from "../conversations/members.ts";
import { type MessageRow, messageRow, visibleMessage } from "../messages/row.ts";
import type { Read, Write } from "../transaction.ts";
import { myThread } from "./mine.ts";
import { toOne } from "./tell.ts";

export const thread_follows = sqliteTable(
	"thread_follows",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_num: integer().notNull(),
		root_num: integer().notNull(),
		is_following: integer().notNull(),
		last_read_seq: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_num, t.root_num] })],
);

interface One {
	message_id: MessageId;
}

/** The root of the thread that a message belongs to. */
export function rootOf(tx: Read, message_id: MessageId): MessageRow {
	const { row } = visibleMessage(tx, message_id);
	return messageRow(tx, row.root_id)!;
}

export const getMyThread = (tx: Read, one: One): MyThread => myThread(tx, rootOf(tx, one.message_id).num);

/** After a reply of the caller: its author and the root's follow the thread. Others' positions stay, so no row is theirs. */
export function followByReply(tx: Write, root: MessageRow, reply: MessageRow): void {
	const { sql, me } = tx;
	if (root.author_id !== reply.author_id)
		sql`INSERT INTO thread_follows (user_id, conversation_num, root_num, is_following, last_read_seq)
			SELECT cm.user_id, c.num, ${root.num}, 1, ${reply.seq - 1} FROM conversations c
			JOIN conversation_members cm ON cm.conversation_id = c.id AND cm.user_id = ${root.author_id}
			WHERE c.id = ${root.conversation_id} ON CONFLICT DO NOTHING`;
	// what others said before it and was not read stays unread
	sql`INSERT INTO thread_follows (user_id, conversation_num, root_num, is_following, last_read_seq)
		SELECT cm.user_id, c.num, ${root.num}, 1, ${reply.seq} FROM conversations c
		JOIN conversation_members cm ON cm.conversation_id = c.id AND cm.user_id = ${me.user_id}
		WHERE c.id = ${root.conversation_id}
		ON CONFLICT DO UPDATE SET is_following = 1, last_read_seq = excluded.last_read_seq
		WHERE is_following = 0 OR NOT EXISTS (
			SELECT 1 FROM messages WHERE timeline = ${root.num} AND seq > thread_follows.last_read_seq AND seq < ${reply.seq}
				AND author_num <> ${me.num} AND deleted_at IS NULL
		)`;
}

/** Follows from now on: what was said before is not unread. */
export function followThread(tx: Write, one: One): MyThread {
	const root = rootOf(tx, one.message_id);
	const { is_following, last_reply_seq } = myThread(tx, root.num);
	if (!is_following) {
		if (!isIn(tx, root.conversation_id, tx.me.user_id))
			throw new ChatError("conflict", "join this channel to follow its threads");
		put(tx, root, 1, last_reply_seq);
		tx.emit({ type: "thread.followed", ...toOne(root, tx.me.user_id) });
	}
	return myThread(tx, root.num);
}

/** Stays so until the caller replies or is mentioned. Its author may say so before anybody has replied. */
export function unfollowThread(tx: Write, one: One): MyThread {
	const root = rootOf(tx, one.message_id);
	const mine = myThread(tx, root.num);
	const isAuthor = root.author_id === tx.me.user_id && !isUnfollowed(tx, root);
	if (!mine.is_following && !isAuthor) return mine;
	put(tx, root, 0, mine.last_read_seq);
	tx.emit({ type: "thread.unfollowed", ...toOne(root, tx.me.user_id) });
	return myThread(tx, root.num);
}

const isUnfollowed = ({ sql, me }: Read, { num, conversation_id }: MessageRow): boolean =>
	sql`SELECT 1 FROM thread_follows WHERE user_id = ${me.user_id} AND root_num = ${num} AND is_following = 0
		AND conversation_num = (SELECT num FROM conversations WHERE id = ${conversation_id})`.length > 0;

function put({ sql, me }: Write, { num, conversation_id }: MessageRow, is_following: number, seq: number): void {
	sql`INSERT INTO thread_follows (user_id, conversation_num, root_num, is_following, last_read_seq)
		SELECT ${me.user_id}, c.num, ${num}, ${is_following}, ${seq} FROM conversations c WHERE c.id = ${conversation_id}
		ON CONFLICT DO UPDATE SET is_following = excluded.is_following, last_read_seq = excluded.last_read_seq`;
}
