import type { MessageRow } from "./messages.ts";
import type { Write } from "./transaction.ts";
import { wordsOf } from "./words.ts";

/*
 * Every live message up to the newest that search knows is in its index, and none after it. What is missing is taken in
 * together, before somebody searches at the latest: alone, each message would cost the index a merge of its own.
 */
const max_missing = 64;
/** Taking words apart keeps everybody else waiting, so a text of so many UTF-16 units waits for no others. */
const max_waiting_text = 1024;

type Sql = Pick<Write, "sql">;
type Row = Pick<MessageRow, "num" | "body">;

/** A message says something that search does not know yet. */
export function noteText(tx: Sql, { num, body }: Row): void {
	if (num % max_missing === 0 || body.length >= max_waiting_text) completeIndex(tx);
}

/** From here on search finds everything that was sent. */
export function completeIndex(tx: Sql): void {
	const missing = tx.sql<Row>`
		SELECT num, body FROM messages WHERE num > ${newestIndexed(tx)} AND deleted_at IS NULL ORDER BY num`;
	for (const row of missing) index(tx, row);
}

/** A message says something else now. */
export function reindex(tx: Sql, row: Row): void {
	if (row.num > newestIndexed(tx)) return noteText(tx, row);
	unindex(tx, row);
	index(tx, row);
}

export function unindex({ sql }: Sql, { num }: Pick<Row, "num">): void {
	sql`DELETE FROM search WHERE rowid = ${num}`;
}

/**
 * Writes a part of the index anew, without what was only marked as deleted: some 32 of its pages.
 * @returns false when there is nothing left to do
 */
export const renewIndex = (tx: Sql): boolean => mergePages(tx) && mergePages(tx);

function mergePages({ sql }: Sql): boolean {
	const changes = () => sql<{ count: number }>`SELECT total_changes() AS count`[0]!.count;
	const before = changes();
	sql`INSERT INTO search (search, rank) VALUES ('merge', -16)`;
	// one is the statement itself
	return changes() - before > 1;
}

function newestIndexed({ sql }: Sql): number {
	return sql<{ rowid: number }>`SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1`[0]?.rowid ?? 0;
}

function index({ sql }: Sql, { num, body }: Row): void {
	const words = wordsOf(body)
		.flatMap((word) => word.tokens)
		.join(" ");
	sql`INSERT INTO search (rowid, words) VALUES (${num}, ${words})`;
}
