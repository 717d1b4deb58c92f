import type { ConversationRow } from "../conversations/row.ts";
import { timelineOf } from "../conversations/row.ts";
import { newestIndexed, topicTerm } from "../search/indexing.ts";
import type { Read } from "../transaction.ts";
import { bytesOf } from "./lengths.ts";
import type { Line } from "./list.ts";

/*
 * The messages of a channel with one topic. They are found in the index of words, where each has a term for it, so that a
 * message with a topic writes no row more than one without. The newest messages may not be in that index yet: they are
 * looked through, some dozens; `+` keeps SQLite from looking through the timeline instead.
 */

type Num = { num: number };

/** @param topic_num of a topic that the caller sees */
export function ofTopic(tx: Read, conversation: ConversationRow, topic_num: number): Line {
	const { sql } = tx;
	const timeline = timelineOf(conversation);
	const match = `place : "${topicTerm(topic_num, conversation.num)}"`;
	/** of the last root up to a seq: in one timeline, numbers grow as seqs do */
	const numAt = (seq: number): number =>
		sql<Num>`SELECT num FROM messages WHERE timeline = ${timeline} AND seq <= ${seq} ORDER BY seq DESC LIMIT 1`[0]
			?.num ?? 0;
	const sized = (found: Num[]) => {
		const bytes = bytesOf(
			tx,
			found.map(({ num }) => num),
		);
		return found.map(({ num }) => ({ num, bytes: bytes.get(num)! }));
	};
	return {
		after(seq, limit) {
			const [num, newest] = [numAt(seq), newestIndexed(tx)];
			const indexed = sql<Num>`
				SELECT rowid AS num FROM search WHERE search MATCH ${match} AND rowid > CAST(${num} AS INTEGER)
				ORDER BY rowid LIMIT ${limit}`;
			const others = sql<Num>`
				SELECT num FROM messages WHERE num > ${Math.max(num, newest)} AND +timeline = ${timeline} AND topic_num = ${topic_num}
				ORDER BY num LIMIT ${limit - indexed.length}`;
			return sized([...indexed, ...others]);
		},
		before(seq, limit) {
			const num = numAt(seq - 1);
			const others = sql<Num>`
				SELECT num FROM messages
				WHERE num > ${newestIndexed(tx)} AND num <= ${num} AND +timeline = ${timeline} AND topic_num = ${topic_num}
				ORDER BY num DESC LIMIT ${limit}`;
			const indexed = sql<Num>`
				SELECT rowid AS num FROM search WHERE search MATCH ${match} AND rowid <= CAST(${num} AS INTEGER)
				ORDER BY rowid DESC LIMIT ${limit - others.length}`;
			return sized([...others, ...indexed]);
		},
	};
}
