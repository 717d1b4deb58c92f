import {
	type FollowedThreads,
	type ListFollowed,
	type ListThreads,
	type ListedThread,
	type ThreadPage,
	type ConversationId,
	most_followed,
} from "@clickclack/protocol";
import { countOf } from "../../ids.ts";
import { timelineOf, visibleConversation } from "../conversations/row.ts";
import { tailCursor } from "../events/log.ts";
import { takePage } from "../messages/lengths.ts";
import { toMyMessages } from "../messages/present.ts";
import { messageRows } from "../messages/row.ts";
import type { Read } from "../transaction.ts";
import { looked_at, myThreads } from "./mine.ts";

/** So many rows of one person are read for one list, those of the newest conversations; of them, what mentions them, then the newest activity. */
export const most_read = 10 * most_followed;
/** As many are listed without their messages. */
const most_listed = 500;
/** So many roots of a conversation are looked at for one page: most have no thread. */
const most_roots = 1_000;

interface Active {
	root_num: number;
	/** of the newest reply */
	active_num: number;
	last_read_seq: number;
}

/** Threads that the caller follows, in conversations that are theirs and neither archived nor closed by them. */
function followed(
	{ sql, me, lacks }: Read,
	{ before = Number.MAX_SAFE_INTEGER, unread = false, limit }: { before?: number; unread?: boolean; limit: number },
): Active[] {
	return sql<Active>`
		WITH every AS MATERIALIZED (
			SELECT conversation_num, root_num, last_read_seq, is_following FROM thread_follows
			WHERE user_id = ${me.user_id} ORDER BY conversation_num DESC, root_num DESC LIMIT ${most_read}
		), open AS MATERIALIZED (
			SELECT c.num FROM (SELECT DISTINCT conversation_num AS num FROM every) CROSS JOIN conversations c USING (num)
			CROSS JOIN conversation_members cm ON cm.conversation_id = c.id AND cm.user_id = ${me.user_id}
			CROSS JOIN visible_conversations v ON v.conversation_id = c.id AND v.user_id = cm.user_id
			LEFT JOIN channels ch ON ch.id = c.id
			WHERE ch.archived_at IS NULL AND cm.hidden_at IS NULL AND (c.kind <> 'direct' OR ${lacks ?? null} IS NULL)
		), active AS MATERIALIZED (
			SELECT root_num, last_read_seq, coalesce((
				SELECT num FROM messages WHERE timeline = root_num ORDER BY seq DESC LIMIT 1
			), root_num) AS active_num, EXISTS (
				SELECT 1 FROM thread_mentions t WHERE t.user_id = ${me.user_id} AND t.conversation_num = every.conversation_num
					AND t.root_num = every.root_num AND t.seq > last_read_seq
			) AS is_called
			FROM every WHERE is_following = 1 AND conversation_num IN open
			ORDER BY is_called DESC, active_num DESC LIMIT ${most_followed}
		)
		SELECT root_num, active_num, last_read_seq FROM active
		WHERE active_num < ${before} AND (${unread ? 1 : 0} = 0 OR EXISTS (
			SELECT 1 FROM (
				SELECT author_num, deleted_at FROM messages WHERE timeline = root_num AND seq > last_read_seq
				ORDER BY seq LIMIT ${looked_at}
			) WHERE author_num <> ${me.num} AND deleted_at IS NULL
		)) ORDER BY active_num DESC LIMIT ${limit}`;
}

/** Those with unread replies. */
export const unreadThreads = (tx: Read): Active[] => followed(tx, { unread: true, limit: most_followed });

/** With their messages: a page is cut short where those are long. */
function present(tx: Read, nums: number[]): ListedThread[] {
	const places = tx.sql<{ num: number; last_num: number | null }>`
		SELECT value AS num, (
			SELECT max(num) FROM (
				SELECT num, deleted_at FROM messages WHERE timeline = value ORDER BY seq DESC LIMIT ${looked_at}
			) WHERE deleted_at IS NULL
		) AS last_num FROM json_each(${JSON.stringify(nums)}) ORDER BY key`;
	const numsOf = ({ num, last_num }: (typeof places)[number]) => (last_num === null ? [num] : [num, last_num]);
	const page = takePage(tx, places, numsOf);
	const rows = messageRows(tx, page.flatMap(numsOf));
	const messages = new Map(toMyMessages(tx, rows).map((message) => [countOf(message.id), message]));
	const mine = myThreads(
		tx,
		page.map(({ num }) => num),
	);
	return page.map(({ num, last_num }, i) => ({
		...mine[i]!,
		root: messages.get(num)!,
		...(last_num !== null && { last_reply: messages.get(last_num)! }),
	}));
}

const startOf = (cursor: string | undefined): number =>
	cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);

export function listThreads(tx: Read, { limit, cursor, unread }: ListFollowed): ThreadPage {
	const found = followed(tx, { before: startOf(cursor), unread: unread === "true", limit: limit + 1 });
	const threads = present(
		tx,
		found.slice(0, limit).map(({ root_num }) => root_num),
	);
	const has_more = found.length > threads.length;
	const last = found[threads.length - 1];
	return { cursor: tailCursor(tx), threads, has_more, ...(has_more && last && { next_cursor: `${last.active_num}` }) };
}

/** Those with something unread come first, so that they are all counted. */
export function listFollowedThreads(tx: Read): FollowedThreads {
	const newest = followed(tx, { limit: most_followed });
	const threads = myThreads(
		tx,
		newest.map(({ root_num }) => root_num),
	).toSorted((a, b) => Number(b.unread_count > 0) - Number(a.unread_count > 0));
	return {
		cursor: tailCursor(tx),
		threads: threads.slice(0, most_listed),
		has_more: threads.length > most_listed,
	};
}

/** The newest root first. A page may be empty although there are more: so many roots without a thread were looked at. */
export function listConversationThreads(
	tx: Read,
	{ conversation_id, limit, cursor }: ListThreads & { conversation_id: ConversationId },
): ThreadPage {
	const timeline = timelineOf(visibleConversation(tx, conversation_id));
	const roots = tx.sql<{ num: number; seq: number; reply_count: number }>`
		SELECT num, seq, reply_count FROM messages WHERE timeline = ${timeline} AND seq < ${startOf(cursor)}
		ORDER BY seq DESC LIMIT ${most_roots}`;
	const begun = roots.filter(({ reply_count }) => reply_count > 0);
	const threads = present(
		tx,
		begun.slice(0, limit).map(({ num }) => num),
	);
	const isCut = begun.length > threads.length;
	const last = isCut ? begun[threads.length - 1] : roots.at(-1);
	const has_more = isCut || roots.length === most_roots;
	return { cursor: tailCursor(tx), threads, has_more, ...(has_more && last && { next_cursor: `${last.seq}` }) };
}
