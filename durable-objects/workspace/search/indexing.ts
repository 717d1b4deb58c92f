import { uploadKind } from "@clickclack/protocol";
import type { MessageRow } from "../messages/row.ts";
import type { Write } from "../transaction.ts";
import { takeWithin } from "../take-within.ts";
import { attachmentsOf } from "../uploads/attachments.ts";
import { type Searchable, hasLink, searchableText } from "./searchable-text.ts";
import { type Token, termsOf, tokenize } from "./tokenizer.ts";

/*
 * The index holds every live message up to the newest that it has, and none after it. Missing messages are added together,
 * once in this many entries of the log and before a search: adding each alone would cost the index a merge of its own.
 */
const max_missing = 64;
/** Tokenizing blocks the object, so a text with this many UTF-16 units is indexed at once, not with others. */
const max_waiting_text = 1024;
/** How many messages, and how much of their text, are indexed at once. One letter may be several tokens: `ﷺ`. */
const [max_at_once, max_text_at_once, max_tokens_at_once] = [500, 128 * 1024, 64 * 1024];
/** How often one term is indexed for a message: a phrase takes a step for each. */
const max_times = 500;
/** Separates terms that are not adjacent. No text has it as a term. */
const gap = "…";

type Sql = Pick<Write, "sql">;
type Indexing = Pick<Write, "sql" | "addJob">;
type Row = Pick<MessageRow, "num"> & Searchable;

/** Indexes a new text now, or leaves it for later. @param last_num of the message before it */
export function noteText(tx: Indexing, { num, body, forwarded_json }: Row, last_num: number): void {
	const block = (one: number) => Math.floor(one / max_missing);
	if (block(num) > block(last_num) || body.length + (forwarded_json?.length ?? 0) >= max_waiting_text)
		completeIndex(tx);
}

/** Adds everything that was sent and is not indexed yet; of very much a job adds the rest. */
export function completeIndex(tx: Indexing): void {
	if (indexMissing(tx)) tx.addJob({ kind: "completeIndex" });
}

/**
 * Adds a part of what is missing; more than one part is missing only after a migration emptied the index.
 * @returns whether there may be more
 */
export function indexMissing(tx: Sql): boolean {
	const missing = tx.sql<{ num: number; length: number }>`
		SELECT num, octet_length(body) + coalesce(octet_length(forwarded_json), 0) AS length FROM messages
		WHERE num > ${newestIndexed(tx)} AND deleted_at IS NULL ORDER BY num LIMIT ${max_at_once}`;
	const part = takeWithin(missing, ({ length }) => length, max_text_at_once);
	const rows = tx.sql<Row>`
		SELECT num, body, forwarded_json, poll_json, attachments_json FROM messages
		WHERE num > ${newestIndexed(tx)} AND num <= ${part.at(-1)?.num ?? 0} AND deleted_at IS NULL ORDER BY num`;
	let tokens = 0;
	for (const row of rows) {
		if (tokens >= max_tokens_at_once) return true;
		tokens += index(tx, row);
	}
	return part.length < missing.length || missing.length === max_at_once;
}

/** Replaces a message that was edited, or of which something else changed that operators find it by. */
export function reindex(tx: Indexing, row: Row): void {
	if (row.num > newestIndexed(tx)) return noteText(tx, row, row.num);
	unindex(tx, row);
	index(tx, row);
}

export function unindex({ sql }: Sql, { num }: Pick<Row, "num">): void {
	sql`DELETE FROM search WHERE rowid = ${num}`;
}

/**
 * Rewrites some 32 pages of the index without the entries that were only marked as deleted.
 * @returns false when nothing is left to do
 */
export const renewIndex = (tx: Sql): boolean => mergePages(tx) && mergePages(tx);

function mergePages({ sql }: Sql): boolean {
	const changes = () => sql<{ count: number }>`SELECT total_changes() AS count`[0]!.count;
	const before = changes();
	sql`INSERT INTO search (search, rank) VALUES ('merge', -16)`;
	// one change is the statement itself
	return changes() - before > 1;
}

/** Of the newest message that is indexed; 0 without any. */
export function newestIndexed({ sql }: Sql): number {
	return sql<{ rowid: number }>`SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1`[0]?.rowid ?? 0;
}

/** How the index names a topic in a channel. */
export const topicTerm = (topic_num: number, conversation_num: number): string =>
	`topic:${topic_num}:${conversation_num}`;

/** `has:file`, and of what kinds they are. */
function attachmentTerms(row: Searchable): string {
	const { files } = attachmentsOf(row);
	const hasImage = files.some(({ content_type }) => uploadKind(content_type) === "image");
	return (files.length > 0 ? " has:file" : "") + (hasImage ? " has:image" : "");
}

/**
 * Indexes the words of a message, and in `place` where it is and what operators find it by (filters.ts). What of that
 * changes later is indexed again: see `reindex`.
 * @returns how many tokens it has
 */
function index({ sql }: Sql, row: Row): number {
	const { num } = row;
	const tokens = Array.from(tokenize(searchableText(row)));
	sql`INSERT INTO search (rowid, place, words)
		SELECT m.num, substr(c.id, -8) || iif(c.kind = 'public', ' public', ' private') || ' from:' || m.author_num
			|| iif(m.timeline < 0 AND m.reply_count = 0, '', ' is:thread thread:' || iif(m.timeline < 0, m.num, m.timeline))
			|| iif(m.reactions_json IS NULL, '', ' has:reaction')
			|| iif(p.num IS NULL, '', ' has:pin') || iif(m.poll_json IS NULL, '', ' has:poll')
			|| ${attachmentTerms(row)}
			|| iif(m.topic_num IS NULL, '', ' topic:' || m.topic_num || ':' || m.conversation_num)
			|| ${hasLink(row) ? " has:link" : ""}
			|| coalesce((
				SELECT group_concat(' mentions:' || a.num, '') FROM json_each(m.mentions_json) CROSS JOIN members a ON a.user_id = value
			), ''), ${indexed(tokens)}
		FROM messages m CROSS JOIN conversations c ON c.num = m.conversation_num
		LEFT JOIN pins p ON p.conversation_num = m.conversation_num AND p.message_num = m.num
		WHERE m.num = ${num} AND m.deleted_at IS NULL`;
	return tokens.length;
}

/**
 * The terms in order, because a phrase is found by it; one that repeats only the first times. After them, once each, whole
 * words and single characters, for beginnings of words and queries of one character.
 */
function indexed(tokens: Token[]): string {
	const terms: string[] = [];
	const times = new Map<string, number>();
	for (const term of termsOf(tokens)) {
		const nth = (times.get(term) ?? 0) + 1;
		times.set(term, nth);
		if (nth <= max_times) terms.push(term);
		else if (terms.at(-1) !== gap) terms.push(gap);
	}
	const others = new Set(tokens.map(({ word }) => word).filter((word) => !times.has(word)));
	return [...terms, gap, ...others].join(" ");
}
