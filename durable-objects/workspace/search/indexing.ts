import type { MessageRow } from "../messages/row.ts";
import type { Write } from "../transaction.ts";
import { pairsOf, tokenize } from "./tokenizer.ts";

/*
 * The index holds every live message up to the newest that it has, and none after it. Missing messages are added together,
 * once in this many entries of the log and before a search: adding each alone would cost the index a merge of its own.
 */
const max_missing = 64;
/** Tokenizing blocks the object, so a text with this many UTF-16 units is indexed at once, not with others. */
const max_waiting_text = 1024;
/** How often one pair of characters is indexed for a message: a phrase query takes a step for each. */
const max_times = 500;
/** Separates pairs that are not adjacent. Words are of one script, so no query can contain it. */
const gap = "间x";

type Sql = Pick<Write, "sql">;
type Row = Pick<MessageRow, "num" | "conversation_id" | "body">;

/** Indexes a new text now, or leaves it for later. @param last_num of the message before it */
export function noteText(tx: Sql, { num, body }: Row, last_num: number): void {
	const block = (one: number) => Math.floor(one / max_missing);
	if (block(num) > block(last_num) || body.length >= max_waiting_text) completeIndex(tx);
}

/** Adds everything that was sent and is not indexed yet. */
export function completeIndex(tx: Sql): void {
	const missing = tx.sql<Row>`
		SELECT num, conversation_id, body FROM messages WHERE num > ${newestIndexed(tx)} AND deleted_at IS NULL ORDER BY num`;
	for (const row of missing) index(tx, row);
}

/** Replaces the text of an edited message. */
export function reindex(tx: Sql, row: Row): void {
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

function newestIndexed({ sql }: Sql): number {
	return sql<{ rowid: number }>`SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1`[0]?.rowid ?? 0;
}

function index({ sql }: Sql, { num, conversation_id, body }: Row): void {
	sql`INSERT INTO search (rowid, place, words)
		SELECT ${num}, substr(id, -8) || iif(kind = 'public', ' public', ''), ${indexed(body)}
		FROM conversations WHERE id = ${conversation_id}`;
}

/**
 * Each word and each single character once, which is enough to find them. The pairs of a run in order, because a part of
 * a run is found as a phrase; a pair that repeats only the first times.
 */
function indexed(body: string): string {
	const once = new Set<string>();
	const pairs: string[] = [];
	const times = new Map<string, number>();
	for (const { stems, run } of tokenize(body)) {
		for (const stem of stems) once.add(stem);
		const characters = [...(run ?? "")];
		for (const character of characters) once.add(character);
		for (const pair of pairsOf(characters)) {
			const nth = (times.get(pair) ?? 0) + 1;
			times.set(pair, nth);
			if (nth <= max_times) pairs.push(pair);
			else if (pairs.at(-1) !== gap) pairs.push(gap);
		}
		if (characters.length > 1 && pairs.at(-1) !== gap) pairs.push(gap);
	}
	return [...pairs, ...once].join(" ");
}
