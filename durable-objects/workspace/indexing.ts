import type { MessageRow } from "./messages.ts";
import type { Write } from "./transaction.ts";
import { wordsOf } from "./words.ts";

/*
 * Every live message up to the newest that search knows is in its index, and none after it. What is missing is taken in
 * together, before somebody searches at the latest: alone, each message would cost the index a merge of its own.
 */
const together = 64;
/** Taking words apart keeps everybody else waiting, so a text of this length, in UTF-16 units, waits for no others. */
const long = 1024;

type Text = Pick<MessageRow, "num" | "body">;

/** A message was sent. */
export function noteText(tx: Write, { num, body }: Text): void {
	if (num % together === 0 || body.length >= long) completeIndex(tx);
}

/** From here on search finds everything that was sent. */
export function completeIndex(tx: Pick<Write, "sql">): void {
	const missing = tx.sql<Text>`
		SELECT num, body FROM messages WHERE num > ${newestIndexed(tx)} AND deleted_at IS NULL ORDER BY num`;
	for (const text of missing) index(tx, text);
}

/** A message says something else now. */
export function reindex(tx: Write, text: Text): void {
	if (text.num > newestIndexed(tx)) return;
	unindex(tx, text);
	index(tx, text);
}

export function unindex({ sql }: Write, { num }: Pick<Text, "num">): void {
	sql`DELETE FROM search WHERE rowid = ${num}`;
}

function newestIndexed({ sql }: Pick<Write, "sql">): number {
	return sql<{ rowid: number }>`SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1`[0]?.rowid ?? 0;
}

function index({ sql }: Pick<Write, "sql">, { num, body }: Text): void {
	const words = wordsOf(body)
		.flatMap((word) => word.tokens)
		.join(" ");
	sql`INSERT INTO search (rowid, words) VALUES (${num}, ${words})`;
}
